import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import path from "node:path";
import { tell } from "../../files";
import type { Figure } from "../figures";
import { plotlyBundle } from "../live";
import { liveFigure } from "../live/liveFigure";
import { guardServer } from "./guardServer";

/** The part of a Nest application that is used here. */
interface Application {
  use(handle: (request: Request, response: Response, next: () => void) => void): void;
  listen(port: number, host: string): Promise<unknown>;
  getHttpServer(): Server;
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
  plot(data: Figure["data"], layout: Figure["layout"], config: object): void;
}

/** Where the page of nodeplotlib gets Plotly from. */
const CDN = /https:\/\/cdn\.plot\.ly\/[\w.-]+/;
const LOCAL_PLOTLY = "/local/plotly.js";
/** What else the page fetches: fonts, from a server that then knows who looks at figures and when. */
const FONTS = /<link rel="preconnect"[^<>]*>|@font-face\s*\{[^@}]*\}/g;
/** A style sheet that only a script in the page switches on, and the page may run none. */
const SWITCHED_ON = / media="print" onload="this\.media='all'"/;

/** Buttons that look closer, and none that leads or sends elsewhere. */
const CONFIG = {
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtons: [["zoom2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"], ["toImage"]],
};

let ready = false;

/**
 * Opens a figure in nodeplotlib's page. Left alone, nodeplotlib listens on all of the machine's
 * addresses, answers whoever asks, and its page fetches Plotly and fonts from the internet; here its
 * server listens on 127.0.0.1 only, answers one browser (see {@link guardServer}) and hands out the
 * Plotly that the project has installed.
 *
 * The server goes on until the page is closed, and keeps the process alive that long.
 */
export async function openInBrowser(figure: Figure): Promise<void> {
  if (!ready) keepToThisMachine();
  ready = true;
  const { plot } = require("nodeplotlib") as Nodeplotlib;
  const { data, layout } = liveFigure(figure);
  plot(data, layout, CONFIG);
}

/** nodeplotlib creates its server through this factory, and takes no address itself. */
function keepToThisMachine(): void {
  const { NestFactory } = require("@nestjs/core") as {
    NestFactory: { create(module: unknown, options?: object): Promise<Application> };
  };
  let opening = "/";
  const create = NestFactory.create.bind(NestFactory);
  NestFactory.create = async (module) => {
    const application = await create(module, { logger: false });
    opening = guardServer(application.getHttpServer());
    application.use(serveLocalPlotly());
    // Nest ignores what is assigned to an application.
    return new Proxy(application, {
      get: (target, name: keyof Application) =>
        name === "listen" ? (port: number) => target.listen(port, "127.0.0.1") : target[name],
    });
  };
  const opener = require("nodeplotlib/src/lib/utils/open-window") as {
    openWindow(location: string): void;
  };
  const { openWindow } = opener;
  opener.openWindow = (location) => {
    // a name may lead to another address, where somebody else may listen
    const address = `http://127.0.0.1:${new URL(location).port}${opening}`;
    tell(`figures, for one browser: ${address}`);
    openWindow(address);
  };
}

function serveLocalPlotly() {
  const web = path.join(path.dirname(require.resolve("nodeplotlib")), "lib", "server", "web");
  const page = readFileSync(path.join(web, "index.html"), "utf8")
    .replace(CDN, LOCAL_PLOTLY)
    .replace(FONTS, "")
    .replace(SWITCHED_ON, "");
  return (request: Request, response: Response, next: () => void) => {
    if (request.path === "/" || request.path === "/index.html") response.type("html").send(page);
    else if (request.path === LOCAL_PLOTLY) response.sendFile(plotlyBundle());
    else next();
  };
}
