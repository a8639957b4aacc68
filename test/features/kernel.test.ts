import assert from "node:assert/strict";
import { test } from "node:test";
import { PUBLISHED_STATISTICS } from "../../lib/features/published";
import {
  type FillColumns,
  referenceColumns,
  referenceColumnsInFloat32,
  STATISTICS,
} from "../../lib/features/rowStatistics";
import { wasmColumns, wasmColumnsInFloat32 } from "../../lib/features/wasmColumns";
import { MT19937 } from "../../lib/numeric/random";

function filledBy(
  fill: FillColumns,
  statistics: number,
  data: Float32Array,
  classes: number,
  labels: Int32Array,
) {
  const rows = labels.length;
  const columns = Array.from({ length: classes + statistics }, () => new Float64Array(rows));
  fill({ data, rows, classes }, labels, columns);
  return columns.map((column) => [...column]);
}

for (const [rows, classes] of [
  [0, 2],
  [1, 2],
  [2000, 7],
  [2000, 8],
  [1537, 3],
  [1024, 10],
  [515, 44],
  [20, 5000],
  [3, 40000],
]) {
  test(`${rows} rows of ${classes} classes: the kernel gives the reference's bits`, () => {
    const rng = new MT19937(rows);
    const draw = (limit: number) => Math.floor(limit * rng.double());
    const data = Float32Array.from({ length: rows * classes }, () => 8 * rng.double() ** 3 - 2);
    const labels = Int32Array.from({ length: rows }, () => draw(classes));
    for (let i = 0; i < rows; i += 3) data[i * classes + labels[i]] += 10 ** draw(4);
    for (let i = 1; i < rows; i += 7) data.fill(data[i * classes], i * classes, (i + 1) * classes);
    for (const [kernel, reference, { length }] of [
      [wasmColumns, referenceColumns, STATISTICS],
      [wasmColumnsInFloat32, referenceColumnsInFloat32, PUBLISHED_STATISTICS],
    ] as const) {
      assert.deepEqual(
        filledBy(kernel, length, data, classes, labels),
        filledBy(reference, length, data, classes, labels),
      );
    }
  });
}
