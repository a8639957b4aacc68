import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { StandardScaler } from "../../lib/ensemble";
import type { Matrix } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import golden from "../fixtures/ensemble/scaler.json";

function goldenMatrix(): Matrix {
  const { rows, scale, offset } = golden;
  const cols = scale.length;
  const rng = new MT19937(golden.seed);
  const data = new Float64Array(rows * cols);
  for (let k = 0; k < data.length; k++) data[k] = rng.double() * scale[k % cols] + offset[k % cols];
  return { data, rows, cols };
}

test("StandardScaler learns scikit-learn's mean, variance and scale, bit for bit", () => {
  const scaler = new StandardScaler().fit(goldenMatrix());
  assert.deepEqual([...scaler.mean_], golden.mean_);
  assert.deepEqual([...scaler.var_], golden.var_);
  assert.deepEqual([...scaler.scale_], golden.scale_);
});

test("StandardScaler transforms as scikit-learn, bit for bit", () => {
  const X = goldenMatrix();
  const { data } = new StandardScaler().fit(X).transform(X);
  const digest = createHash("sha256").update(new Uint8Array(data.buffer)).digest("hex");
  assert.equal(digest, golden.transform_sha256);
});

test("StandardScaler leaves its input as it was and scales new rows by what it learnt", () => {
  const scaler = new StandardScaler().fit({ data: Float64Array.of(1, 3), rows: 2, cols: 1 });
  const fresh = { data: Float64Array.of(6), rows: 1, cols: 1 };
  assert.deepEqual([...scaler.transform(fresh).data], [4]);
  assert.deepEqual([...fresh.data], [6]);
});

test("StandardScaler refuses what it cannot scale, on one line", () => {
  const matrix = (data: number[], cols: number): Matrix => ({
    data: Float64Array.from(data),
    rows: data.length / cols,
    cols,
  });
  assert.throws(() => new StandardScaler().transform(matrix([1], 1)), /not fitted/);
  assert.throws(() => new StandardScaler().fit(matrix([], 1)), /X has 0 rows, expected at least 1/);
  assert.throws(
    () => new StandardScaler().fit(matrix([1, 2, 3, Number.NaN], 2)),
    /^RangeError: X holds NaN at row 1, column 1, expected a finite number$/,
  );
  const scaler = new StandardScaler().fit(matrix([1, 2], 2));
  assert.throws(() => scaler.transform(matrix([1, 2, 3], 3)), /X has 3 columns, expected 2/);
});
