import assert from "node:assert/strict";
import { test } from "node:test";
import { AuditRun, ScoreTable } from "../../../lib/audit/outcome";

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
