import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { outOfFoldModels, outOfFoldScores } from "../../../lib/audit/protocol";
import { type Classifier, LGBMClassifier } from "../../../lib/ensemble";
import { delongAuc, normalQuantile, rocAuc } from "../../../lib/metrics";
import { fromColumns, type Matrix } from "../../../lib/numeric/arrays";
import { MT19937, permutation } from "../../../lib/numeric/random";

const rows = 1000;
const rng = new MT19937(3);
const membership = Uint8Array.from(permutation(rows, rng), (k) => k % 2);
const noise = Float64Array.from(membership, () => normalQuantile(rng.double()));
const signal = noise.map((z, i) => z + 1.2 * membership[i]);

/** Remembers each row of its fit by the first column, and guesses the others. */
class Memory implements Classifier {
  private readonly seen = new Map<number, number>();
  async fit({ data, cols }: Matrix, y: Uint8Array) {
    y.forEach((label, i) => {
      this.seen.set(data[i * cols], label);
    });
  }
  predictProba({ data, rows: n, cols }: Matrix) {
    return Float64Array.from({ length: n }, (_, i) => this.seen.get(data[i * cols]) ?? 0.5);
  }
}

/** The first column as it is given to the model. */
class FirstColumn implements Classifier {
  async fit() {}
  predictProba({ data, rows: n, cols }: Matrix) {
    return Float64Array.from({ length: n }, (_, i) => data[i * cols]);
  }
}

const boosting = () => new LGBMClassifier({ n_estimators: 20, max_depth: 3 });
const common = { membership, scale: false, seed: 42 };

test("a column that names the row gives nothing away: what is memorised is never scored", async () => {
  const X = fromColumns([Float64Array.from({ length: rows }, (_, i) => i)]);
  const whole = new Memory();
  await whole.fit(X, membership);
  assert.equal(rocAuc(membership, whole.predictProba(X)), 1, "the model does memorise");
  const { scores } = await outOfFoldScores({
    ...common,
    predictors: X,
    makeModel: () => new Memory(),
  });
  assert.ok(scores.every((score) => score === 0.5));
  const boosted = await outOfFoldScores({ ...common, predictors: X, makeModel: boosting });
  const { low, high } = delongAuc(membership, boosted.scores);
  assert.ok(low! < 0.5 && 0.5 < high!, `.5 lies in [${low}, ${high}]`);
});

test("what a function fits sees the rows of the other folds alone", async () => {
  const seen: Int32Array[] = [];
  const predictors = (fitRows: Int32Array) => {
    seen.push(fitRows);
    const known = new Set(fitRows);
    // The label of each row that may be looked at: worthless on the rows that are scored.
    return fromColumns([membership.map((m, i) => (known.has(i) ? m : 2))]);
  };
  const { scores, foldOfRow } = await outOfFoldScores({
    ...common,
    predictors,
    makeModel: () => new FirstColumn(),
  });
  assert.ok(scores.every((score) => score === 2));
  seen.forEach((fitRows, fold) => {
    const others = [...foldOfRow.keys()].filter((row) => foldOfRow[row] !== fold);
    assert.deepEqual([...fitRows], others);
  });
});

test("each fold holds the same share of members, and every row is in one", async () => {
  const { foldOfRow } = await outOfFoldScores({
    ...common,
    predictors: fromColumns([noise]),
    makeModel: () => new FirstColumn(),
    folds: 4,
  });
  for (let fold = 0; fold < 4; fold++) {
    const inFold = [...foldOfRow.keys()].filter((row) => foldOfRow[row] === fold);
    assert.equal(inFold.length, 250);
    assert.equal(inFold.filter((row) => membership[row] === 1).length, 125);
  }
});

test("the scaler is fitted on the other folds, not on the rows that are scored", async () => {
  const outlier = noise.map((z, i) => (i === 0 ? 1e6 : z));
  const { scores, foldOfRow } = await outOfFoldScores({
    ...common,
    predictors: fromColumns([outlier]),
    makeModel: () => new FirstColumn(),
    scale: true,
  });
  assert.ok(scores[0] > 1e5, "beyond every row of the fit, in their standard deviations");
  const withOutlier = scores.filter((_, i) => foldOfRow[i] !== foldOfRow[0]);
  assert.ok(withOutlier.every((score) => Math.abs(score) < 0.1));
});

test("a signal is found, and the seed decides every score", async () => {
  const options = { ...common, predictors: fromColumns([signal, noise]), makeModel: boosting };
  const first = await outOfFoldScores(options);
  assert.ok(rocAuc(membership, first.scores) > 0.75);
  assert.deepEqual(await outOfFoldScores(options), first);
  assert.notDeepEqual((await outOfFoldScores({ ...options, seed: 7 })).scores, first.scores);
});

test("several models share folds and fitted predictors, and each scores as it would alone", async () => {
  let fits = 0;
  const predictors = () => {
    fits++;
    return fromColumns([signal]);
  };
  const models = { boosting, first: () => new FirstColumn() };
  const together = await outOfFoldModels({ ...common, predictors, models });
  assert.equal(fits, 5);
  const alone = await outOfFoldScores({ ...common, predictors, makeModel: boosting });
  assert.deepEqual(together.scores.boosting, alone.scores);
  assert.deepEqual(together.scores.first, Float64Array.from(signal));
  assert.deepEqual(together.foldOfRow, alone.foldOfRow);
});

test("progress is told after each fold", async () => {
  const told: string[] = [];
  await outOfFoldScores({
    ...common,
    predictors: fromColumns([noise]),
    makeModel: () => new FirstColumn(),
    onProgress: (done, total) => told.push(`${done}/${total}`),
  });
  assert.deepEqual(told, ["1/5", "2/5", "3/5", "4/5", "5/5"]);
});

test("when a fit fails no further fold is begun", async () => {
  const folds = 8 * availableParallelism();
  const membership = Uint8Array.from({ length: 2 * folds }, (_, i) => i % 2);
  let begun = 0;
  const makeModel = (): Classifier => ({
    fit: async () => {
      if (begun++ === 0) throw new RangeError("no");
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
    predictProba: ({ rows: n }) => new Float64Array(n),
  });
  const predictors = fromColumns([Float64Array.from(membership)]);
  const options = { ...common, membership, predictors, makeModel, folds };
  await assert.rejects(outOfFoldScores(options), /^RangeError: no$/);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(begun <= availableParallelism(), `${begun}`);
});

test("rows that cannot be dealt out and predictors that cannot be used are refused in one line", async () => {
  const makeModel = () => new FirstColumn();
  const run = (y: number[], columns: number[]) =>
    outOfFoldScores({
      ...common,
      membership: Uint8Array.from(y),
      predictors: fromColumns([columns]),
      makeModel,
      folds: 2,
    });
  await assert.rejects(
    run([1, 0], [1, 2]),
    /^RangeError: membership: found 1 members and 1 non-members, expected at least 2 of each for 2 folds$/,
  );
  await assert.rejects(run([1, 1, 1, 1], [1, 2, 3, 4]), /found 4 members and 0 non-members/);
  await assert.rejects(run([1, 1, 0, 2], [1, 2, 3, 4]), /found 2 in row 3, expected 0 or 1/);
  await assert.rejects(
    run([1, 1, 0, 0], [1, 2, Number.NaN, 4]),
    /predictors: found NaN in row 2, column 0, expected a finite number/,
  );
  await assert.rejects(
    run([1, 1, 0, 0], [1, 2, 3]),
    /predictors: found 3 rows, expected 4 as in membership/,
  );
});
