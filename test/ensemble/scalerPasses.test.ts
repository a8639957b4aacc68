import assert from "node:assert/strict";
import { test } from "node:test";
import { referencePasses } from "../../lib/ensemble/scaler/columnPasses";
import { wasmPasses } from "../../lib/ensemble/scaler/wasmPasses";
import { MT19937 } from "../../lib/numeric/random";

for (const [rows, cols] of [
  [0, 3],
  [1, 1],
  [7, 5],
  [1000, 54],
  [2003, 21],
  [3, 9001],
]) {
  test(`${rows} rows of ${cols} columns: the kernels give the reference's bits`, () => {
    const rng = new MT19937(cols);
    const draw = (length: number) => Float64Array.from({ length }, () => rng.double() * 9 - 3);
    const X = { data: draw(rows * cols), rows, cols };
    const [centre, scale] = [draw(cols), draw(cols)];
    assert.deepEqual(wasmPasses.sums(X, centre), referencePasses.sums(X, centre));
    assert.deepEqual(wasmPasses.scaled(X, centre, scale), referencePasses.scaled(X, centre, scale));
  });
}

test("a result that is not finite is found wherever it stands", () => {
  const [rows, cols] = [2001, 5];
  const [centre, scale] = [new Float64Array(cols), new Float64Array(cols).fill(1)];
  for (const at of [null, 0, 4, 5, 5003, rows * cols - 1]) {
    const data = new Float64Array(rows * cols).fill(1);
    if (at !== null) data[at] = Number.POSITIVE_INFINITY;
    const { allFinite } = wasmPasses.scaled({ data, rows, cols }, centre, scale);
    assert.equal(allFinite, at === null);
  }
});
