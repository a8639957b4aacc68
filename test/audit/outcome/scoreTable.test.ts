import assert from "node:assert/strict";
import { test } from "node:test";
import { CrossFitted, splitsOf } from "../../../lib/audit/crossfit";
import { AuditRun, metricsSchema, ScoreTable } from "../../../lib/audit/outcome";
import { schemaProblems } from "../../../lib/files/outputs";
import { rocAuc, tprAtFpr } from "../../../lib/metrics";
import { take } from "../../../lib/numeric/arrays";

test("a column that is added again takes the place of the first: a cell may be run twice", () => {
  const membership = Uint8Array.of(0, 1, 0, 1);
  const publicRows = { ids: [1, 2, 3, 4], membership };
  const parts = { fit: Int32Array.of(0, 1), report: Int32Array.of(2, 3) };
  const table = new ScoreTable(
    publicRows,
    { ids: [5], membership: null },
    { best: { parts, judges: "report" } },
  );
  const name = { model: "vote", protocol: "best", stage: "raw" };
  table.add(name, [Float64Array.of(0, 0, 0, 0)]);
  table.addOn(parts.report, { ...name, stage: "calibrated" }, Float64Array.of(0.2, 0.3));
  table.add(name, [Float64Array.of(0.1, 0.2, 0.3, 0.4)]);
  const rows = table.metricsRows({ seed: 1 });
  assert.deepEqual(
    rows.map(({ column }) => column),
    ["vote_best_raw", "vote_best_calibrated"],
  );
  assert.equal(rows[0].auc, 1);
  assert.deepEqual(table.publicColumns.vote_best_calibrated, [null, null, 0.2, 0.3]);
});

test("a run adds up the seconds of stages, 0 for one that has not run", async () => {
  const run = new AuditRun("nowhere", { seed: 1 });
  await run.time("one", () => new Promise((resolve) => setTimeout(resolve, 3)));
  await run.time("two", () => new Promise((resolve) => setTimeout(resolve, 3)));
  const { one, two } = run.seconds;
  assert.equal(run.secondsOf("one", "two", "three"), one + two);
});

const n = 120;
const membership = Uint8Array.from({ length: n }, (_, row) => row % 2);
const folds = Int32Array.from({ length: n }, (_, row) => 1 + (Math.floor(row / 2) % 5));
const value = Float64Array.from({ length: n }, (_, row) => ((row * 37) % n) / n + 0.3 * (row % 2));

function crossFittedTable(dealt = folds) {
  const judged = new CrossFitted("best", folds);
  for (const split of splitsOf(membership, folds, "none")) {
    // folds are apart by more than the scores: they must not be compared
    judged.record(split, {
      raw: take(value, split.judged).map((score) => score + split.without[0]),
    });
  }
  const rows = { ids: Array.from(membership.keys()), membership };
  const table = new ScoreTable(rows, { ids: [7], membership: null }, { best: { folds: dealt } });
  const name = { model: "vote", protocol: "best", stage: "crossfitted" };
  return { table, add: () => table.addJudged(name, judged, "raw", Float64Array.of(0.5)) };
}

test("cross-fitted scores judge all public rows, and anyone can compute their row of metrics.json again", () => {
  const { table, add } = crossFittedTable();
  add();
  const { fold_best: written, vote_best_crossfitted: scores } = table.publicColumns;
  assert.deepEqual([...(written as Int32Array)], [...folds]);
  const [row] = table.metricsRows({ seed: 1 });
  const { column, part, n: all, auc, tpr } = row;
  assert.deepEqual([column, part, all], ["vote_best_crossfitted", "crossfitted", n]);
  const own = [1, 2, 3, 4, 5].map((fold) => {
    const numbers = Int32Array.from(folds.keys()).filter((one) => folds[one] === fold);
    return [take(membership, numbers), take(scores as Float64Array, numbers)] as const;
  });
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  assert.ok(Math.abs(auc - mean(own.map(([known, found]) => rocAuc(known, found)))) < 1e-12);
  const flagged = own.map(([known, found]) => tprAtFpr(known, found, 0.05).tpr);
  assert.ok(Math.abs(tpr["0.05"].tpr - mean(flagged)) < 1e-12);
  assert.equal(tpr["0.05"].threshold, null);
  assert.deepEqual(schemaProblems([row], metricsSchema.properties?.rows ?? {}, "rows"), []);
  assert.deepEqual(table.privateColumns.vote_best_crossfitted, Float64Array.of(0.5));
});

test("scores that were judged in other folds than the protocol's are refused, with the row", () => {
  const { add } = crossFittedTable(folds.map((fold, row) => (row === 8 ? 1 : fold)));
  assert.throws(add, /^Error: best: found 5 as the fold or row at 8, expected 1 as best has it$/);
});
