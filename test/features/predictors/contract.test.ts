import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { outOfFoldScores } from "../../../lib/audit/protocol";
import { LGBMClassifier } from "../../../lib/ensemble";
import {
  type AuditSet,
  fitPredictors,
  foldColumns,
  foldPredictors,
  PREDICTOR_GROUPS,
  predictorGroups,
  viewsNeeded,
} from "../../../lib/features/predictors";
import { phiOfView } from "../../../lib/features/predictors/phiOfView";
import { rocAuc } from "../../../lib/metrics";
import { take, takeRows, takeRowsOfParts } from "../../../lib/numeric/arrays";
import { rowsTo, simulatedSet } from "./simulated";

const ROWS = 300;
const publicSet = simulatedSet({ rows: ROWS, seed: 1, effect: 1 });
const freshSet: AuditSet = { ...simulatedSet({ rows: 100, seed: 2 }), membership: null };
const even = rowsTo(ROWS).filter((row) => row % 2 === 0);

for (const name of PREDICTOR_GROUPS) {
  const [group] = predictorGroups([name]);

  describe(`predictors ${name}`, () => {
    const fitted = group.fit(publicSet, even);

    test("gives finite columns, as many as names, each with a meaning", () => {
      for (const set of [publicSet, freshSet]) {
        const X = fitted.transform(set);
        assert.deepEqual([X.rows, X.cols], [set.rows, fitted.names.length]);
        assert.ok(X.data.every(Number.isFinite));
      }
      assert.ok(fitted.columns.every(({ meaning }) => /^.{6,}\.$/.test(meaning)));
      assert.equal(new Set(fitted.names).size, fitted.names.length);
    });

    test("no column is the same in all rows but for classes that have none", () => {
      const { data, rows, cols } = fitted.transform(publicSet);
      for (let j = 0; j < cols; j++) {
        const varies = rowsTo(rows).some((i) => data[i * cols + j] !== data[j]);
        assert.ok(varies, fitted.names[j]);
      }
    });

    test("learns from the given rows alone: others may be mislabelled, members or not, or absurd", () => {
      const poisoned: AuditSet = {
        ...publicSet,
        labels: publicSet.labels.map((y, i) => (i % 2 === 0 ? y : (y + 1) % 4)),
        membership: (publicSet.membership as Uint8Array).map((m, i) => (i % 2 === 0 ? m : 77)),
        logits: {
          ...publicSet.logits,
          data: publicSet.logits.data.map((z, k) => (Math.floor(k / 4) % 2 === 0 ? z : 50 * z)),
        },
      };
      const clean = fitted.transform(freshSet);
      assert.deepEqual(group.fit(poisoned, even).transform(freshSet), clean);
    });

    test("what it gives a row does not depend on the rows beside it", () => {
      const whole = fitted.transform(publicSet);
      const some = [5, 4, 17, 100];
      const part = partOf(publicSet, some);
      assert.deepEqual(fitted.transform(part), takeRows(whole, some));
    });

    test("what a row was labelled, member or not, plays no part in its own columns", () => {
      const before = fitted.transform(publicSet);
      for (const row of [0, 148, 298]) {
        const membership = (publicSet.membership as Uint8Array).slice();
        membership[row] = 1 - membership[row];
        const relabelled = { ...publicSet, membership };
        const after = group.fit(relabelled, even).transform(relabelled);
        assert.deepEqual(takeRows(after, [row]), takeRows(before, [row]), `row ${row}`);
      }
    });

    test("says by `learns` whether the rows to fit on matter", () => {
      const odd = rowsTo(ROWS).filter((row) => row % 2 === 1);
      const [a, b] = [fitted, group.fit(publicSet, odd)].map((one) => one.transform(freshSet));
      assert.equal(
        a.data.every((value, k) => value === b.data[k]),
        !group.learns,
      );
    });
  });
}

/** Columns that had seen their own row's membership would tell it to a model on other fit rows. */
describe("with membership that leaves no trace, columns of the fit rows tell nothing", () => {
  const learning = predictorGroups(PREDICTOR_GROUPS).filter((group) => group.learns);
  const sets = [11, 12, 13].map((seed) => simulatedSet({ rows: 500, classes: 12, seed }));
  for (const group of learning) {
    test(group.name, async () => {
      const aucs: number[] = [];
      for (const [place, set] of sets.entries()) {
        const membership = set.membership as Uint8Array;
        const { scores } = await outOfFoldScores({
          membership,
          predictors: group.fit(set, rowsTo(set.rows)).transform(set),
          makeModel: () => new LGBMClassifier({ n_estimators: 40, num_leaves: 7, max_bin: 31 }),
          scale: false,
          seed: 11 + place,
        });
        aucs.push(rocAuc(membership, scores));
      }
      const mean = aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length;
      // One AUC of 500 rows has a standard error of .026, the mean of three .015.
      assert.ok(Math.abs(mean - 0.5) < 0.045, `mean AUC ${mean} of ${aucs}`);
    });
  }
});

describe("several groups", () => {
  const groups = predictorGroups(["plain", "classAware", "wideViews"]);

  test("stand side by side in order, each column with its group", () => {
    const fitted = fitPredictors(groups, publicSet, even);
    const X = fitted.transform(freshSet);
    let from = 0;
    for (const group of groups) {
      const own = group.fit(publicSet, even);
      const part = own.transform(freshSet);
      own.names.forEach((name, j) => {
        assert.equal(fitted.columns[from + j].name, name);
        assert.equal(fitted.columns[from + j].group, group.name);
        for (const i of [0, 57]) {
          assert.equal(X.data[i * X.cols + from + j], part.data[i * part.cols + j]);
        }
      });
      from += part.cols;
    }
    assert.equal(from, X.cols);
  });

  test("give for a fold what fitting on the fold's rows gives", () => {
    const byFold = foldPredictors(groups, publicSet);
    const expected = fitPredictors(groups, publicSet, even).transform(publicSet);
    assert.deepEqual(byFold(even), expected);
  });

  test("learnt or not, lie where the collector sees their size, those that learn nothing once for all folds", () => {
    const byFold = foldColumns(groups, publicSet);
    const [one, other] = [byFold(even), byFold(rowsTo(ROWS).filter((row) => row % 2 === 1))];
    assert.equal(one.first, other.first);
    assert.notDeepEqual(one.second.data, other.second.data);
    for (const { data } of [one.first, one.second]) {
      assert.ok(data.buffer instanceof ArrayBuffer);
    }
    const expected = fitPredictors(groups, publicSet, even).transform(publicSet);
    assert.deepEqual(takeRowsOfParts(one, even), takeRows(expected, even));
  });

  test("phi of a view is computed once, anew for other labels", () => {
    const phi = phiOfView(publicSet, "flip", "views");
    assert.equal(phiOfView({ ...publicSet, membership: null }, "flip", "views"), phi);
    const labels = publicSet.labels.map((label) => (label + 1) % 4);
    assert.notDeepEqual(phiOfView({ ...publicSet, labels }, "flip", "views"), phi);
    assert.deepEqual(phiOfView(publicSet, "flip", "views"), phi);
  });

  test("together need each view once", () => {
    const views = viewsNeeded(predictorGroups(["views", "trainingViews", "unlikeViews"]));
    assert.deepEqual(views.length, 27);
    assert.equal(new Set(views).size, 27);
  });

  test("no two groups have a column of the same name", () => {
    const all = fitPredictors(predictorGroups(PREDICTOR_GROUPS), publicSet, even);
    assert.equal(new Set(all.names).size, all.names.length);
  });
});

function partOf(set: AuditSet, rows: number[]): AuditSet {
  const cut = <T extends { data: Float32Array }>(x: T, width: number, index = rows): T => ({
    ...x,
    rows: index.length,
    data: Float32Array.from(index.flatMap((i) => [...x.data.subarray(i * width, (i + 1) * width)])),
  });
  const { classes } = set.logits;
  const { embedding, references, gradients } = set;
  const rowsOfModels = [0, 1, 2, 3].flatMap((m) => rows.map((i) => m * set.rows + i));
  return {
    ...set,
    rows: rows.length,
    labels: take(set.labels, rows),
    membership: null,
    logits: cut(set.logits, classes),
    views: new Map([...set.views].map(([name, logits]) => [name, cut(logits, classes)])),
    embedding: embedding && cut(embedding, embedding.size),
    references: references && {
      ...references,
      rows: rows.length,
      logits: new Map(
        [...references.logits].map(([view, data]) => [
          view,
          cut({ data }, classes, rowsOfModels).data,
        ]),
      ),
      trainedOn: take(references.trainedOn, rowsOfModels),
    },
    gradients: gradients && cut(gradients, gradients.names.length),
  };
}
