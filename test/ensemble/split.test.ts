import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { StratifiedKFold, trainTestSplit } from "../../lib/ensemble";
import { MT19937 } from "../../lib/numeric/random";
import golden from "../fixtures/ensemble/split.json";

/** Rows as the fixture stores them: short lists whole, long ones as a digest. */
function frozen(rows: Int32Array): number[] | string {
  if (rows.length <= 40) return [...rows];
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
  return createHash("sha256").update(bytes).digest("hex");
}

function labels(n: number, seed: number, classes: number): number[] {
  const rng = new MT19937(seed);
  return Array.from({ length: n }, () => Math.floor(rng.double() * classes));
}

for (const { classes, train, test: held, ...options } of golden.train_test_split) {
  const { n, test_size, random_state } = options;
  const kind = classes === null ? "plain" : `stratified by ${classes} labels`;
  test(`trainTestSplit, ${kind}, n ${n}, test_size ${test_size}: scikit-learn's rows`, () => {
    const stratify = classes === null ? undefined : labels(n, random_state + 1, classes);
    const split = trainTestSplit(n, { test_size, random_state, stratify });
    assert.deepEqual(frozen(split.train), train);
    assert.deepEqual(frozen(split.test), held);
  });
}

for (const { n, classes, folds, ...options } of golden.StratifiedKFold) {
  const kind = options.shuffle ? "shuffled" : "in order";
  test(`StratifiedKFold, ${kind}, ${options.n_splits} folds of ${n} rows: scikit-learn's rows`, () => {
    const splits = new StratifiedKFold(options).split(labels(n, options.random_state + 1, classes));
    const found = splits.map((split) => ({ train: frozen(split.train), test: frozen(split.test) }));
    assert.deepEqual(found, folds);
  });
}

test("a split that leaves a part empty is refused", () => {
  for (const test_size of [0, 1.5, 10, -0.1, Number.NaN]) {
    assert.throws(
      () => trainTestSplit(10, { test_size, random_state: 0 }),
      /^RangeError: test_size is .* expected a share/,
    );
  }
});

test("a label too rare to be in both parts is refused", () => {
  const split = (stratify: number[], test_size: number) =>
    trainTestSplit(4, { test_size, random_state: 0, stratify });
  assert.throws(() => split([0, 0, 0, 1], 0.5), /a label with 1 row, expected at least 2/);
  assert.throws(() => split([0, 0, 1, 1], 1), /parts have 3 and 1 rows/);
  assert.throws(() => split([0, 1], 0.5), /stratify has 2 labels, expected 4/);
});

test("folds that cannot be filled are refused", () => {
  const folds = new StratifiedKFold({ n_splits: 3, shuffle: false });
  assert.throws(() => folds.split([0, 0, 0, 1, 1]), /label 1 has 2 rows, expected at least 3/);
  assert.throws(() => new StratifiedKFold({ n_splits: 1, shuffle: false }), /n_splits is 1/);
  assert.throws(
    () => new StratifiedKFold({ n_splits: 2, shuffle: true }),
    /random_state is missing/,
  );
});
