import assert from "node:assert/strict";
import { test } from "node:test";
import { Wire } from "../../lib/kernel/wire";

test("a message comes out of the wire as it went in", () => {
  const wire = new Wire("secret");
  const request = wire.request("execute_request", { code: "é" });
  const decoded = wire.decode(wire.encode(request).map((frame) => Buffer.from(frame)));
  assert.deepEqual(decoded?.header, request.header);
  assert.deepEqual(decoded?.content, { code: "é" });
});

test("the signature is HMAC-SHA256 over the four parts", () => {
  // echo -n '{}{}{}{}' | openssl dgst -sha256 -hmac secret
  const parts = ["{}", "{}", "{}", "{}"].map((part) => Buffer.from(part));
  const signature = "34982f0bfec60e7b933ffde06c1ecab0fba073717a95ab943d1dd06f82c2d5e4";
  const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(signature), ...parts];
  assert.deepEqual(new Wire("secret").decode(frames)?.content, {});
});

test("a message with a changed part or another key is no message", () => {
  const wire = new Wire("secret");
  const frames = wire.encode(wire.request("x", {})).map((frame) => Buffer.from(frame));
  assert.equal(new Wire("other").decode(frames), null);
  frames[frames.length - 1] = Buffer.from('{"code":"evil"}');
  assert.equal(wire.decode(frames), null);
  assert.equal(wire.decode(frames.slice(0, 3)), null);
  assert.equal(wire.decode([Buffer.from("x")]), null);
});
