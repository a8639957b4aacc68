import assert from "node:assert/strict";
import { test } from "node:test";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { thumbnail } from "../../../lib/report/figures/marks/thumbnail";

async function pixels(uri: string) {
  const image = await loadImage(Buffer.from(uri.split(",")[1], "base64"));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return { width: image.width, data: context.getImageData(0, 0, image.width, image.height).data };
}

test("a thumbnail shows each CHW pixel as a square of its own colour", async () => {
  const bytes = Uint8Array.of(255, 0, 10, 20, 0, 255, 30, 40, 0, 0, 50, 60);
  const { width, data } = await pixels(thumbnail({ bytes, channels: 3, height: 2, width: 2 }, 3));
  assert.equal(width, 6);
  const at = (row: number, column: number) => [
    ...data.subarray(4 * (row * 6 + column)).slice(0, 3),
  ];
  assert.deepEqual(at(0, 0), [255, 0, 0]);
  assert.deepEqual(at(2, 2), [255, 0, 0]);
  assert.deepEqual(at(2, 3), [0, 255, 0]);
  assert.deepEqual(at(3, 2), [10, 30, 50]);
  assert.deepEqual(at(5, 5), [20, 40, 60]);
});

test("one channel is grey", async () => {
  const bytes = Uint8Array.of(7, 200);
  const { data } = await pixels(thumbnail({ bytes, channels: 1, height: 1, width: 2 }, 1));
  assert.deepEqual([...data], [7, 7, 7, 255, 200, 200, 200, 255]);
});
