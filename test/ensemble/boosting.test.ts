import assert from "node:assert/strict";
import { test } from "node:test";
import { LGBMClassifier } from "../../lib/ensemble";
import { type Matrix, take, takeRows } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import { sorting } from "../../lib/numeric/sort";
import golden from "../fixtures/ensemble/boosting.json";

type Case = (typeof golden.cases)[number];

const cols = 8;

/** The columns as boosting.py makes them from a row of eight uniform numbers. */
const recipes: Record<string, (u: Float64Array) => number[]> = {
  smooth: (u) => {
    const scale = [1, 2, 1000, -3, 1, 8, 1e-6, 1];
    const offset = [0, -1, 0, 0, 5, -2, 0, -0.25];
    return scale.map((by, j) => u[j] * by + offset[j]);
  },
  tied: (u) => {
    const scale = [4, 10, 300, 2, 1, 7, 20, 20];
    const offset = [0, 5, 100, 0, 0, 3, 0, 0];
    const row = scale.map((by, j) => Math.floor(u[j] * by) - offset[j]);
    row[6] = Math.max(row[6] - 16, 0);
    row[7] = Math.min(row[7], 3);
    return row;
  },
  twins: (u) => [0, 1, 2, 5].flatMap((j) => [u[j], u[j] * u[j] - (j === 1 ? 0.3 : 0)]),
};

function goldenTable({ columns, seed, rows }: Case): { X: Matrix; y: Uint8Array } {
  const rng = new MT19937(seed);
  const u = Float64Array.from({ length: rows * cols }, () => rng.double());
  const data = new Float64Array(rows * cols);
  const y = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = u.subarray(i * cols, (i + 1) * cols);
    y[i] = rng.double() < (row[0] + row[1] * row[2] + 0.5 * row[5]) / 2.5 ? 1 : 0;
    data.set(recipes[columns](row), i * cols);
  }
  return { X: { data, rows, cols }, y };
}

function goldenRaw({ raw }: Case): Float64Array {
  return new Float64Array(new Uint8Array(Buffer.from(raw, "base64")).buffer);
}

function largestDifference(found: Float64Array, expected: Float64Array): number {
  assert.equal(found.length, expected.length);
  return found.reduce((largest, raw, i) => Math.max(largest, Math.abs(raw - expected[i])), 0);
}

async function fitted(golden_: Case) {
  const { X, y } = goldenTable(golden_);
  const model = new LGBMClassifier(golden_.parameters);
  const train = Int32Array.from({ length: golden_.trained }, (_, i) => i);
  await model.fit(takeRows(X, train), y.subarray(0, golden_.trained));
  return { model, X, y };
}

for (const golden_ of golden.cases) {
  test("numbers are sorted as by the built-in sort, zeros of both signs, repeats and extremes among them", () => {
    const rng = new MT19937(2);
    const drawn = Float64Array.from(
      { length: 3000 },
      () => (rng.double() - 0.5) * 10 ** rng.interval(30),
    );
    const few = drawn.map((x) => Math.round(3 * Math.sign(x)));
    drawn.set([
      0,
      -0,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      -0,
      0,
    ]);
    const sorted = sorting(drawn.length);
    for (const values of [drawn, few, few.map(() => 7)]) {
      const expected = values.slice().sort();
      const found = sorted(values);
      assert.ok(found.every((value, i) => Object.is(value, expected[i])));
    }
  });

  test(`boosting with ${golden_.name}: LightGBM's raw predictions to 1e-12, its importances`, async (t) => {
    const { model, X } = await fitted(golden_);
    const largest = largestDifference(model.predictRaw(X), goldenRaw(golden_));
    t.diagnostic(`largest difference of ${golden_.rows} rows: ${largest}`);
    assert.ok(largest <= 1e-12, String(largest));
    const { split, gain } = model.featureImportances();
    assert.deepEqual([...split], golden_.split);
    gain.forEach((found, j) => {
      // LightGBM keeps the gains of a trained model with six digits
      const expected = golden_.gain[j];
      assert.ok(
        Math.abs(found - expected) <= 1e-5 * expected,
        `column ${j}: ${found}, ${expected}`,
      );
    });
  });
}

test("probabilities are the logistic function of the raw predictions", async () => {
  const { model, X } = await fitted(golden.cases[2]);
  const raw = model.predictRaw(X);
  model.predictProba(X).forEach((p, i) => {
    assert.ok(Math.abs(Math.log(p / (1 - p)) - raw[i]) < 1e-12);
  });
});

test("a second fit starts afresh", async () => {
  const { model, X, y } = await fitted(golden.cases[2]);
  const first = model.predictRaw(X);
  await model.fit(X, y);
  await model.fit(
    takeRows(
      X,
      Int32Array.from({ length: 800 }, (_, i) => i),
    ),
    y.subarray(0, 800),
  );
  assert.deepEqual(model.predictRaw(X), first);
});

test("progress is told after each tree", async () => {
  const { X, y } = goldenTable(golden.cases[2]);
  const told: number[][] = [];
  const onProgress = (done: number, total: number) => told.push([done, total]);
  await new LGBMClassifier({ n_estimators: 3 }, { onProgress }).fit(X, y);
  assert.deepEqual(told, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("a parameter that is unknown or out of range is refused by name", () => {
  const make = (parameters: object) => () => new LGBMClassifier(parameters);
  assert.throws(make({ dart: 0.5 }), /LGBMClassifier has no parameter dart, expected/);
  assert.throws(make({ num_leaves: 1 }), /LGBMClassifier: num_leaves is 1, expected an integer/);
  assert.throws(make({ max_bin: 300 }), /max_bin is 300, expected an integer in 2 .. 256/);
  assert.throws(make({ learning_rate: Number.NaN }), /learning_rate is NaN, expected a number/);
  assert.throws(make({ colsample_bytree: 0 }), /colsample_bytree is 0/);
  assert.throws(make({ subsample: 1.5 }), /subsample is 1.5/);
});

test("rows that cannot be learnt from are refused, on one line", async () => {
  const { X, y } = goldenTable(golden.cases[2]);
  const model = new LGBMClassifier();
  const few = Int32Array.from({ length: 39 }, (_, i) => i);
  await assert.rejects(
    model.fit(takeRows(X, few), take(y, few)),
    /X has 39 rows, expected at least 40/,
  );
  await assert.rejects(model.fit(X, y.subarray(1)), /y has 999 labels, expected one for each/);
  await assert.rejects(model.fit(X, new Uint8Array(1000)), /y holds only the label 0/);
  const broken = { ...X, data: X.data.slice() };
  broken.data[8 * 5 + 2] = Number.NaN;
  await assert.rejects(model.fit(broken, y), /X holds NaN at row 5, column 2, expected a finite/);
  const constant = { ...X, data: X.data.map(() => 1) };
  await assert.rejects(model.fit(constant, y), /X has no column with a split that leaves 20 rows/);
});

test("rows that cannot be scored are refused", async () => {
  const { model, X } = await fitted(golden.cases[2]);
  assert.throws(() => new LGBMClassifier().predictRaw(X), /not fitted/);
  assert.throws(() => new LGBMClassifier().featureImportances(), /not fitted/);
  assert.throws(
    () => model.predictProba({ data: new Float64Array(9), rows: 1, cols: 9 }),
    /X has 9 columns, expected 8/,
  );
});

test("a split that leaves one side without rows is refused, as LightGBM aborts on it", async () => {
  const rng = new MT19937(0);
  const data = Float64Array.from({ length: 400 }, () => Math.floor(rng.double() * 12));
  const y = Uint8Array.from({ length: 200 }, (_, i) => (data[2 * i] > 5 ? 1 : 0));
  const parameters = { learning_rate: 0.5, min_child_samples: 1, min_child_weight: 0 };
  await assert.rejects(
    new LGBMClassifier(parameters).fit({ data, rows: 200, cols: 2 }, y),
    /^RangeError: a split of column \d left one side without rows .* expected a larger/,
  );
});
