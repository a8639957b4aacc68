import assert from "node:assert/strict";
import { test } from "node:test";
import { AS_STORED, parsePreprocessing, prepareImages } from "../../../lib/inference/preprocessing";
import { resizeDistance, resizeFixture, resizeImages } from "../../layouts/resizes";

const { shape, crops, cases } = resizeFixture;
const [channels, height, width] = shape;
const stored = Buffer.from(resizeFixture.stored, "base64");

for (const one of cases) {
  const { method, what, input, antialias } = one;
  const smooth = antialias ? "averaged" : "not averaged";
  test(`resize ${method}, ${what}, ${input}, ${smooth}: as torchvision`, () => {
    const distance = resizeDistance(one);
    assert.ok(distance <= (one.bytes === undefined ? 1e-5 : 0), `${distance}`);
  });
}

for (const { size, bytes } of crops) {
  test(`centre crop to ${size}: as torchvision, also where 0 is filled in`, () => {
    const declared = parsePreprocessing({ centerCrop: size }, "test");
    const prepared = prepareImages(resizeImages, declared, "test");
    const out = new Uint8Array(channels * size[0] * size[1]);
    prepared.readBytes(0, 1, out);
    assert.deepEqual([...out], [...Buffer.from(bytes, "base64")]);
  });
}

test("BGR turns the channels round and leaves the pixels", () => {
  const prepared = prepareImages(resizeImages, { ...AS_STORED, channels: "BGR" }, "test");
  const out = new Uint8Array(stored.length);
  prepared.readBytes(0, 1, out);
  const plane = height * width;
  assert.deepEqual([...out.subarray(0, plane)], [...stored.subarray(2 * plane)]);
  assert.deepEqual([...out.subarray(2 * plane)], [...stored.subarray(0, plane)]);
});

test("images that need nothing are given back as they are", () => {
  const declared = parsePreprocessing(
    { resize: [height, width], centerCrop: [height, width] },
    "test",
  );
  assert.equal(prepareImages(resizeImages, declared, "test"), resizeImages);
});
