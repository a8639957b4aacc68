import assert from "node:assert/strict";
import { test } from "node:test";
import { blindColumns } from "../../../lib/audit/blind";
import type { ImageSource } from "../../../lib/files";
import { column } from "../../../lib/numeric/arrays";
import { pictures } from "./pictures";

/** Images given as bytes, channels x height x width each. */
function source(images: number[][], [channels, height, width]: number[]): ImageSource {
  const readBytes = (start: number, count: number, out: Uint8Array) =>
    out.set(images.slice(start, start + count).flat());
  return { count: images.length, channels, height, width, readBytes };
}

function valuesOf(images: ImageSource, labels: number[], name: string): number[] {
  const { names, X } = blindColumns(images, Int32Array.from(labels));
  assert.ok(names.includes(name), `${name} is among ${names}`);
  return [...column(X, names.indexOf(name))];
}

test("mean, population standard deviation and quantiles are those of the channel's bytes", () => {
  const images = source([[0, 10, 20, 30, 100, 100, 100, 255]], [2, 2, 2]);
  assert.deepEqual(valuesOf(images, [0], "channel0_mean"), [15]);
  assert.deepEqual(valuesOf(images, [0], "channel0_sd"), [Math.sqrt(125)]);
  assert.deepEqual(valuesOf(images, [0], "channel0_q50"), [10]);
  assert.deepEqual(valuesOf(images, [0], "channel0_q95"), [30]);
  assert.deepEqual(valuesOf(images, [0], "channel1_q75"), [100]);
  assert.deepEqual(valuesOf(images, [0], "channel1_q95"), [255]);
});

test("edge energy is the mean absolute difference of neighbours, across and down", () => {
  const images = source([[0, 4, 10, 20]], [1, 2, 2]);
  assert.deepEqual(valuesOf(images, [0], "channel0_edges"), [(4 + 10 + 10 + 16) / 4]);
});

test("cells are means over the parts of a 4 x 4 grid, also where it does not divide the sides", () => {
  const bytes = Array.from({ length: 5 * 8 }, (_, i) => i);
  const images = source([bytes], [1, 5, 8]);
  // Rows 0 and 1 make the first row of cells, columns 0 and 1 the first column.
  assert.deepEqual(valuesOf(images, [0], "channel0_cell_0_0"), [(0 + 1 + 8 + 9) / 4]);
  assert.deepEqual(valuesOf(images, [0], "channel0_cell_3_3"), [(38 + 39) / 2]);
});

test("shares of the brightness add up to one, on black images too; a grey image has none", () => {
  const images = source(
    [
      [10, 30],
      [0, 0],
    ],
    [2, 1, 1],
  );
  assert.deepEqual(valuesOf(images, [0, 0], "channel0_share"), [0.25, 0.5]);
  assert.deepEqual(valuesOf(images, [0, 0], "channel1_share"), [0.75, 0.5]);
  const { names } = blindColumns(source([[1]], [1, 1, 1]), Int32Array.of(0));
  assert.ok(names.every((name) => !name.endsWith("_share")));
});

test("the label is one column for each class that occurs", () => {
  const images = source([[1], [2], [3]], [1, 1, 1]);
  assert.deepEqual(valuesOf(images, [7, 2, 7], "label_2"), [0, 1, 0]);
  assert.deepEqual(valuesOf(images, [7, 2, 7], "label_7"), [1, 0, 1]);
});

test("a row does not depend on the batch in which its image is read", () => {
  const all = pictures(600, 1, () => 0);
  const labels = new Int32Array(600);
  const last = { ...all, count: 1, readBytes: readFrom(all, 599) };
  const { X } = blindColumns(all, labels);
  assert.deepEqual(X.data.slice(599 * X.cols), blindColumns(last, labels.slice(599)).X.data);
});

function readFrom(images: ImageSource, first: number): ImageSource["readBytes"] {
  return (start, count, out) => images.readBytes(first + start, count, out);
}

test("labels that do not fit the images are refused", () => {
  assert.throws(
    () =>
      blindColumns(
        pictures(3, 1, () => 0),
        Int32Array.of(1),
      ),
    /labels: found 1, expected 3/,
  );
});
