import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImageSource } from "../../lib/files";
import { inMemory, normalisedReader, viewOf } from "../../lib/inference";

const shape = { count: 2, channels: 3, height: 4, width: 5 };
const size = 3 * 4 * 5;
const stored = Uint8Array.from({ length: 2 * size }, (_, i) => (i * 37) % 256);
const normalization = { mean: [0.3, 0.4, 0.5], std: [0.2, 0.25, 0.3] };

const asBytes: ImageSource = {
  ...shape,
  readBytes: (start, count, out) => out.set(stored.subarray(start * size, (start + count) * size)),
};

function asFloats(values: Float32Array, scale: "intensities" | "normalised"): ImageSource {
  const read = (start: number, count: number, out: Float32Array) =>
    out.set(values.subarray(start * size, (start + count) * size));
  return { ...asBytes, floats: { scale, black: 0, white: 1, read } };
}

const intensities = asFloats(
  Float32Array.from(stored, (byte) => byte / 255),
  "intensities",
);

function readAll(images: ImageSource): Float32Array {
  const out = new Float32Array(2 * size);
  normalisedReader(images, normalization)(0, 2, out);
  return out;
}

test("intensities that bytes could hold reach the network to the bit as bytes do", () => {
  assert.deepEqual(readAll(intensities), readAll(asBytes));
});

test("normalised images reach the network as they are, not normalised again", () => {
  const normalised = readAll(asBytes);
  assert.deepEqual(readAll(asFloats(normalised, "normalised")), normalised);
});

test("a scale of 255 leaves bytes as bytes", () => {
  const out = new Float32Array(2 * size);
  normalisedReader(asBytes, { mean: [0, 0, 0], std: [1, 1, 1], scale: 255 })(0, 2, out);
  assert.deepEqual([...out], [...stored]);
});

for (const view of ["flip", "shift(1,-2)", "upsideDown", "rotate90", "flip+shift(-1,1)"]) {
  test(`the view ${view} of floats is that of the bytes that they are`, () => {
    assert.deepEqual(readAll(viewOf(intensities, view)), readAll(viewOf(asBytes, view)));
  });
}

for (const view of ["brightness(0.7)", "noise(0.05)", "blur"]) {
  test(`the view ${view} of floats is that of bytes, but for rounding`, () => {
    const [floats, bytes] = [new Float32Array(2 * size), new Uint8Array(2 * size)];
    viewOf(intensities, view).floats?.read(0, 2, floats);
    viewOf(asBytes, view).readBytes(0, 2, bytes);
    floats.forEach((value, i) => {
      const cut = Math.max(0, Math.min(1, value));
      assert.ok(Math.abs(cut - bytes[i] / 255) <= 0.51 / 255, `${value} and ${bytes[i]}`);
    });
  });
}

test("the view brightness(1.3) of normalised images moves away from black, up to white", () => {
  const values = new Float32Array(2 * size).fill(-1);
  values.set([-2, 0, 1.9, 2]);
  const images = asFloats(values, "normalised");
  const { floats } = viewOf(
    { ...images, floats: { ...images.floats!, black: -2, white: 2 } },
    "brightness(1.3)",
  );
  const out = new Float32Array(2 * size);
  floats?.read(0, 2, out);
  assert.deepEqual(out.subarray(0, 4), Float32Array.of(-2, 0.6, 2, 2));
});

test("floats held in memory are the same floats", () => {
  assert.deepEqual(readAll(inMemory(intensities)), readAll(intensities));
  assert.throws(() => inMemory(intensities).floats?.read(1, 2, new Float32Array(9)), RangeError);
});
