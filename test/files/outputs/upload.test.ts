import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { uploadSubmission } from "../../../lib/files/outputs/upload";

const folder = mkdtempSync(path.join(tmpdir(), "upload-"));
const file = path.join(folder, "submission_MLP.csv");
const seen: { token: unknown; key: unknown; body: string }[] = [];
let server: Server;
let url: string;

before(async () => {
  writeFileSync(file, "ids,score\n7,0.5\n");
  server = createServer(async (request, response) => {
    const { token, "x-api-key": key } = request.headers;
    seen.push({ token, key, body: await bodyOf(request) });
    response.statusCode = request.url === "/full" ? 429 : 200;
    response.end(request.url === "/full" ? "come back later" : '{"AUC": 0.5}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request) body += part;
  return body;
}

test("the file is posted whole, under its own name, with the token in a header", async () => {
  assert.equal(await uploadSubmission({ file, url, token: "secret" }), '{"AUC": 0.5}');
  assert.equal(seen[0].token, "secret");
  assert.match(seen[0].body, /filename="submission_MLP.csv"/);
  assert.match(seen[0].body, /ids,score\n7,0.5\n/);
});

test("the token goes in the header that is named, and in no other", async () => {
  await uploadSubmission({ file, url, token: "secret", header: "X-API-Key" });
  const { token, key } = seen[seen.length - 1];
  assert.deepEqual([token, key], [undefined, "secret"]);
});

test("without an address or a token nothing is sent", async () => {
  const before = seen.length;
  await assert.rejects(
    uploadSubmission({ file, url: null, token: "secret" }),
    /uploadUrl: found null/,
  );
  await assert.rejects(
    uploadSubmission({ file, url, token: undefined }),
    /MIA_TOKEN: found nothing/,
  );
  assert.equal(seen.length, before);
});

test("a server's refusal is told with its status and words, without the token", async () => {
  await assert.rejects(
    uploadSubmission({ file, url: `${url}/full`, token: "secret" }),
    (error: Error) => {
      assert.match(error.message, /status 429, expected success: come back later/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    },
  );
});
