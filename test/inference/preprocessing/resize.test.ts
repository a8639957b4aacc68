import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { ImageSource } from "../../../lib/files";
import { AS_STORED, parsePreprocessing, prepareImages } from "../../../lib/inference/preprocessing";

interface Case {
  readonly method: string;
  readonly size: number | [number, number];
  readonly what: string;
  readonly shape: readonly number[];
  readonly input: "pil" | "tensor";
  readonly antialias: boolean;
  readonly bytes?: string;
  readonly floats?: string;
}

/** As test/fixtures/inference/resize/make_resize.py wrote it. */
const file = path.join(__dirname, "../../fixtures/inference/resize/resize.json");
const fixture = JSON.parse(readFileSync(file, "utf8"));
const stored = Buffer.from(fixture.stored, "base64");
const [channels, height, width] = fixture.shape;
const images: ImageSource = {
  count: 1,
  channels,
  height,
  width,
  readBytes: (_start, _count, out) => out.set(stored),
};

function largestDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  assert.equal(one.length, other.length);
  return Array.from(one).reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);
}

for (const {
  method,
  size,
  what,
  shape,
  input,
  antialias,
  bytes,
  floats,
} of fixture.cases as Case[]) {
  const smooth = antialias ? "averaged" : "not averaged";
  test(`resize ${method}, ${what}, ${input}, ${smooth}: as torchvision`, () => {
    const declared = parsePreprocessing({ input, resize: { size, method, antialias } }, "test");
    const prepared = prepareImages(images, declared, "test");
    assert.deepEqual([prepared.channels, prepared.height, prepared.width], shape);
    const values = shape.reduce((product, side) => product * side, 1);
    if (bytes !== undefined) {
      const out = new Uint8Array(values);
      prepared.readBytes(0, 1, out);
      assert.equal(largestDifference(out, Buffer.from(bytes, "base64")), 0);
    } else {
      const out = new Float32Array(values);
      prepared.floats?.read(0, 1, out);
      const expected = Buffer.from(floats ?? "", "base64");
      const difference = largestDifference(
        out,
        new Float32Array(
          expected.buffer.slice(expected.byteOffset, expected.byteOffset + 4 * values),
        ),
      );
      assert.ok(difference <= 1e-5, `${difference}`);
    }
  });
}

for (const { size, bytes } of fixture.crops) {
  test(`centre crop to ${size}: as torchvision, also where 0 is filled in`, () => {
    const declared = parsePreprocessing({ centerCrop: size }, "test");
    const prepared = prepareImages(images, declared, "test");
    const out = new Uint8Array(channels * size[0] * size[1]);
    prepared.readBytes(0, 1, out);
    assert.deepEqual([...out], [...Buffer.from(bytes, "base64")]);
  });
}

test("BGR turns the channels round and leaves the pixels", () => {
  const prepared = prepareImages(images, { ...AS_STORED, channels: "BGR" }, "test");
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
  assert.equal(prepareImages(images, declared, "test"), images);
});
