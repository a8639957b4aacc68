import assert from "node:assert/strict";
import http, { type IncomingHttpHeaders } from "node:http";
import net, { type AddressInfo, Server } from "node:net";
import { after, before, describe, test } from "node:test";
import type { Figure } from "../../../lib/report/figures";
import { guardServer } from "../../../lib/report/show/guardServer";
import { openInBrowser } from "../../../lib/report/show/openInBrowser";

const figure: Figure = {
  data: [{ type: "scatter", x: [1, 2], y: [2, 1] }],
  layout: { width: 300, height: 200, meta: { caption: "c", altText: "three points" } },
};

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe("nodeplotlib's server", () => {
  let server: Server;
  let port: number;
  let opening: string;
  let cookie: string;
  const { listen } = Server.prototype;
  const { log } = console;

  before(async () => {
    process.env.NODEPLOTLIB_PORT = "0"; // any free port, and no browser
    const listening = new Promise<Server>((resolve) => {
      Server.prototype.listen = function (this: Server, ...args: unknown[]) {
        this.once("listening", () => resolve(this));
        return Reflect.apply(listen, this, args);
      } as typeof listen;
    });
    const printed = new Promise<string>((resolve) => {
      console.log = (line: unknown) => {
        const [address] = /http:\/\/127\.0\.0\.1:\S+/.exec(String(line)) ?? [];
        if (address) resolve(address);
      };
    });
    await openInBrowser(figure);
    server = await listening;
    port = (server.address() as AddressInfo).port;
    opening = new URL(await printed).pathname;
  });
  after(() => {
    Server.prototype.listen = listen;
    console.log = log;
    server.close();
    (server as http.Server).closeAllConnections();
  });

  /** fetch sets Host itself. */
  function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const host = `127.0.0.1:${port}`;
    return new Promise((resolve, reject) => {
      http
        .get(
          { host: "127.0.0.1", port, path, agent: false, headers: { host, ...headers } },
          (got) => {
            let body = "";
            got.on("data", (text) => {
              body += text;
            });
            got.on("end", () => resolve({ status: got.statusCode, headers: got.headers, body }));
          },
        )
        .on("error", reject);
    });
  }

  test("listens on loopback only", () => {
    assert.equal((server.address() as AddressInfo).address, "127.0.0.1");
  });

  const paths = [
    "/",
    "/index.html",
    "/main.js",
    "/local/plotly.js",
    "/socket.io/?EIO=4&transport=polling",
  ];

  test("answers nobody who has not the address that was printed", async () => {
    for (const path of [...paths, "/open/", `/open/${"0".repeat(64)}`]) {
      for (const headers of [undefined, { cookie: `mia-figures-${port}=${"0".repeat(64)}` }]) {
        const { status, body } = await ask(path, headers);
        assert.equal(status, 403, path);
        assert.doesNotMatch(body, /Plotly|sid/);
      }
    }
  });

  test("refuses what is addressed to another machine's name, also with the address that was printed", async () => {
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      `localhost.evil:${port}`,
      "127.0.0.1",
    ])
      assert.equal((await ask(opening, { host })).status, 403, host);
    assert.equal((await ask(opening, { origin: "http://evil.example" })).status, 403);
  });

  test("gives its cookie to the first who opens the address, and to no other", async () => {
    const first = await ask(opening);
    assert.equal(first.status, 302);
    assert.equal(first.headers.location, "/");
    const [set] = first.headers["set-cookie"] ?? [""];
    assert.match(set, /; HttpOnly; SameSite=Strict/);
    [cookie] = set.split(";");
    assert.equal((await ask(opening)).status, 403);
  });

  test("with the cookie the page, Plotly and the figures are there", async () => {
    assert.match((await ask("/local/plotly.js", { cookie })).body, /Plotly/);
    const opened = await ask("/socket.io/?EIO=4&transport=polling", { cookie });
    assert.match(opened.body, /"sid"/);
  });

  test("the page fetches nothing from elsewhere, and may not", async () => {
    for (const path of ["/", "/index.html"]) {
      const { body, headers } = await ask(path, { cookie });
      assert.match(body, /npl-root/);
      assert.doesNotMatch(body, /https?:\/\//);
      assert.match(String(headers["content-security-policy"]), /^default-src 'self';/);
    }
  });

  test("with the cookie too, another Host or another page's request is refused", async () => {
    for (const path of paths) {
      for (const host of ["evil.example", `evil.example:${port}`])
        assert.equal((await ask(path, { host, cookie })).status, 403, path);
      for (const origin of ["http://evil.example", "null", "http://127.0.0.1:1"])
        assert.equal((await ask(path, { origin, cookie })).status, 403, path);
    }
  });
});

test("a guarded server that would take upgrades takes none", async () => {
  const server = http.createServer();
  server.on("upgrade", (_, socket) => socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  guardServer(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const socket = net.connect(port, "127.0.0.1");
  let answered = "";
  socket.on("data", (text) => {
    answered += text;
  });
  const head = ["GET / HTTP/1.1", `Host: 127.0.0.1:${port}`, "Upgrade: x", "Connection: Upgrade"];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await new Promise((resolve) => socket.on("close", resolve));
  server.close();
  assert.equal(answered, "");
});
