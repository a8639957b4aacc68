import { readFileSync } from "node:fs";
import path from "node:path";
import type { Figure } from "../figures";
import { plotlyBundle } from "./plotlyPage";

/** The part of a Nest application that is used here. */
interface Application {
  use(handle: (request: Request, response: Response, next: () => void) => void): void;
  listen(port: number, host: string): Promise<unknown>;
}
interface Request {
  readonly path: string;
}
interface Response {
  type(mime: string): Response;
  send(body: string): void;
  sendFile(file: string): void;
}

/** The part of nodeplotlib that is used here; its own types reach far into Nest's. */
interface Nodeplotlib {
  plot(data: Figure["data"], layout: Figure["layout"]): void;
}

/** Where the page of nodeplotlib gets Plotly from. */
const CDN = /https:\/\/cdn\.plot\.ly\/[\w.-]+/;
const LOCAL_PLOTLY = "/local/plotly.js";

let ready = false;

/**
 * Opens a figure in nodeplotlib's page. Left alone, nodeplotlib listens on all of the machine's
 * addresses and its page fetches Plotly from the internet; here its server listens on 127.0.0.1
 * only and hands out the Plotly that the project has installed.
 *
 * The server goes on until the page is closed, and keeps the process alive that long.
 */
export async function openInBrowser(figure: Figure): Promise<void> {
  if (!ready) keepToThisMachine();
  ready = true;
  const { plot } = require("nodeplotlib") as Nodeplotlib;
  plot(figure.data, figure.layout);
}

/** nodeplotlib creates its server through this factory, and takes no address itself. */
function keepToThisMachine(): void {
  const { NestFactory } = require("@nestjs/core") as {
    NestFactory: { create(module: unknown, options?: object): Promise<Application> };
  };
  const create = NestFactory.create.bind(NestFactory);
  NestFactory.create = async (module) => {
    const application = await create(module, { logger: false });
    application.use(serveLocalPlotly());
    // Nest ignores what is assigned to an application.
    return new Proxy(application, {
      get: (target, name: keyof Application) =>
        name === "listen" ? (port: number) => target.listen(port, "127.0.0.1") : target[name],
    });
  };
}

function serveLocalPlotly() {
  const web = path.join(path.dirname(require.resolve("nodeplotlib")), "lib", "server", "web");
  const page = readFileSync(path.join(web, "index.html"), "utf8").replace(CDN, LOCAL_PLOTLY);
  return (request: Request, response: Response, next: () => void) => {
    if (request.path === "/") response.type("html").send(page);
    else if (request.path === LOCAL_PLOTLY) response.sendFile(plotlyBundle());
    else next();
  };
}
