import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { maskSecret } from "../../../lib/files/outputs/maskSecret";
import { uploadSubmission } from "../../../lib/files/outputs/upload";

const TOKEN = 'tEam/7+a"b<c>&=?~Z';
const folder = mkdtempSync(path.join(tmpdir(), "upload-secrets-"));
const file = path.join(folder, "submission.csv");

/** What the server does next, and the requests that it has had. */
let answer: (response: ServerResponse) => void;
let requests: string[];
let server: Server;
let url: string;

const spellings: Record<string, string> = {
  plain: TOKEN,
  "percent-encoded": encodeURIComponent(TOKEN),
  "percent-encoded twice": encodeURIComponent(encodeURIComponent(TOKEN)),
  "percent-encoded in full, in small letters": Buffer.from(TOKEN)
    .toString("hex")
    .replace(/../g, "%$&"),
  "as JSON": JSON.stringify({ token: TOKEN }),
  "as JSON within JSON": JSON.stringify(JSON.stringify({ token: TOKEN })),
  "in JSON's escapes": Array.from(TOKEN, (c) => `\\u00${c.charCodeAt(0).toString(16)}`).join(""),
  "JSON with slashes escaped": TOKEN.replaceAll("/", "\\/").replaceAll('"', '\\"'),
  "as HTML": TOKEN.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&#34;"),
  "in capital letters": TOKEN.toUpperCase(),
  base64: Buffer.from(TOKEN).toString("base64"),
  "base64 after one letter": Buffer.from(`:${TOKEN};`).toString("base64"),
  "base64 after two letters": Buffer.from(`a:${TOKEN};`).toString("base64"),
  base64url: Buffer.from(TOKEN).toString("base64url"),
  hexadecimal: Buffer.from(TOKEN).toString("hex"),
};

/** Whether the token can be had back from a text that should not hold it. */
function holds(text: string, spelt: string): boolean {
  return text.includes(spelt) || text.includes(spelt.slice(4, -4));
}

describe("uploading", () => {
  before(async () => {
    writeFileSync(file, "ids,score\n7,0.5\n");
    server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers.token}`);
      request.resume().on("end", () => answer(response));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** The message with which it fails. */
  async function complaint(to: string, patience?: number): Promise<string> {
    requests = [];
    const error = await uploadSubmission({ file, url: to, token: TOKEN, patience }).then(
      () => assert.fail("it was sent"),
      (reason: Error) => reason,
    );
    assert.doesNotMatch(error.message, /\n/);
    assert.equal(error.cause, undefined);
    return error.message;
  }

  for (const status of [301, 302, 303, 307, 308]) {
    test(`a redirect with status ${status} is an error, and nothing goes to the other address`, async () => {
      answer = (response) => {
        const elsewhere = `http://localhost:${(server.address() as AddressInfo).port}/elsewhere`;
        response.writeHead(status, { location: elsewhere }).end();
      };
      assert.match(
        await complaint(`${url}/post`),
        new RegExp(`found status ${status}, a redirect`),
      );
      assert.deepEqual(requests, [`POST /post ${TOKEN}`]);
    });
  }

  const unfit = {
    "http://example.org/submit": /expected https:/,
    "http://127.0.0.1.example.org/": /expected https:/,
    "http://localhost.example.org/": /expected https:/,
    "http://10.0.0.1/": /expected https:/,
    "file:///etc/hosts": /expected https:/,
    "https://someone:word@example.org/": /expected an address without/,
    "submit here": /expected the server's address/,
  };
  for (const [address, expected] of Object.entries(unfit)) {
    test(`${address} is refused before anything is sent`, async () => {
      assert.match(await complaint(address, 200), expected);
    });
  }

  for (const [how, spelt] of Object.entries(spellings)) {
    test(`a token that the server gives back ${how} is masked in answer and error`, async () => {
      answer = (response) => response.end(`you are ${spelt}.`);
      const said = await uploadSubmission({ file, url, token: TOKEN });
      assert.match(said, /^you are .*\*\*\*/);
      assert.ok(!holds(said, spelt), said);
      answer = (response) => response.writeHead(403).end(`unknown: ${spelt}`);
      const told = await complaint(`${url}/a?b=${encodeURIComponent(TOKEN)}`);
      assert.match(told, /found status 403, expected success: unknown: .*\*\*\*/);
      assert.ok(!holds(told, spelt), told);
    });
  }

  test("an answer is read to 64 KiB, and no part of a token at the cut is told", async () => {
    let closed = () => {};
    const given = new Promise<void>((resolve) => {
      closed = resolve;
    });
    answer = (response) => {
      response.on("close", closed);
      const more = () => {
        while (response.write(TOKEN.repeat(1000))) {}
        response.once("drain", more);
      };
      response.write("#".repeat(65_530));
      more();
    };
    const said = await uploadSubmission({ file, url, token: TOKEN });
    await given;
    assert.match(said, /^#+$/);
    assert.ok(said.length > 60_000);
  });

  test("a server that never ends its answer is given up, on one line", async () => {
    answer = (response) => void response.writeHead(200).write("wait");
    assert.match(await complaint(url, 300), /found no whole answer in 0\.3 s, expected an answer/);
  });

  test("control characters in a refusal do not reach the terminal", async () => {
    answer = (response) => response.writeHead(500).end("a\u001b[2Jb\r\nc\u202ed");
    assert.match(await complaint(url), /expected success: a\\u001b\[2Jb\\u000d\\u000ac\\u202ed$/);
  });

  test("a token that no header can carry is refused without being told", async () => {
    for (const token of ["one\ntwo", "päss"])
      await assert.rejects(uploadSubmission({ file, url, token }), (error: Error) => {
        assert.match(error.message, /^MIA_TOKEN: found /);
        assert.ok(!error.message.includes(token.slice(-2)));
        return true;
      });
  });
});

test("masking leaves other words alone", () => {
  const text = "score 0.512, team 7: c2VjcmV, tokens 3";
  assert.equal(maskSecret(text, TOKEN), text);
});
