import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

const HOST = /^(127\.0\.0\.1|localhost):(\d+)$/;

/** What every answer says: nothing comes from elsewhere, no other page shows it. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

/**
 * Keeps a server on loopback to one browser. A request is answered only if it is addressed to this
 * machine (a page elsewhere whose name was made to lead here is not), comes from no other page, and
 * carries a cookie that is given out once: to whoever first opens the path that is returned. So other
 * users of the machine get nothing. All else is refused before the server's own handlers see it.
 *
 * @param server that listens on 127.0.0.1, before or after it does
 * @returns the path to open in a browser
 * @example
 * const open = guardServer(server);
 * console.log(`http://127.0.0.1:${port}${open}`);
 */
export function guardServer(server: Server): string {
  const [opening, cookie] = [secret(), secret()];
  const path = `/open/${opening}`;
  let opened = false;

  const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean;
  const guarded = (event: string, ...args: unknown[]): boolean => {
    if (event === "upgrade" || event === "connect") {
      (args[1] as Duplex).destroy();
      return true;
    }
    if (!REQUESTS.has(event)) return emit(event, ...args);
    const [request, response] = args as [IncomingMessage, ServerResponse];
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const wrong = complaint(request);
    if (wrong) return refuse(response, wrong);
    const name = `mia-figures-${request.socket.localPort}`;
    if (!opened && isSame(request.url ?? "", path)) {
      opened = true;
      const value = `${name}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
      response.writeHead(302, { Location: "/", "Set-Cookie": value }).end();
      return true;
    }
    const cookies = (request.headers.cookie ?? "").split(/; */);
    if (cookies.some((one) => isSame(one, `${name}=${cookie}`))) return emit(event, ...args);
    return refuse(response, "found no key, expected the address that the notebook printed, once");
  };
  server.emit = guarded as Server["emit"];
  return path;
}

/** The events by which a request reaches a handler. */
const REQUESTS: ReadonlySet<string> = new Set(["request", "checkContinue", "checkExpectation"]);

const secret = () => randomBytes(32).toString("hex");

/** What speaks against a request, whoever sends it. */
function complaint({ headers, socket }: IncomingMessage): string | null {
  const { host = "", origin } = headers;
  const port = Number(HOST.exec(host)?.[2]);
  if (port !== socket.localPort) return "found another Host, expected this machine's";
  if (origin !== undefined && origin !== `http://${host}`)
    return "found another page's request, expected one of this page";
  return null;
}

function refuse(response: ServerResponse, why: string): true {
  response.writeHead(403, { "Content-Type": "text/plain", Connection: "close" }).end(`${why}\n`);
  return true;
}

/** Compares in a time that depends on the lengths alone. */
function isSame(found: string, expected: string): boolean {
  const [a, b] = [Buffer.from(found), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
