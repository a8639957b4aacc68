import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { reported } from "../../../lib/audit/published";
import { publishedTprAtFpr, scoreStatistics, tprAtFpr } from "../../../lib/metrics";
import * as report from "../../../lib/report";
import { wholeRun } from "../wholeRun";

const folder = mkdtempSync(path.join(tmpdir(), "tables-"));
after(() => rmSync(folder, { recursive: true }));
const run = wholeRun(folder);

test("the parts behind the figures are counted with their members", () => {
  const [validation, ...others] = report.partSizes(run);
  assert.deepEqual(validation, {
    protocol: "published",
    part: "validation",
    rows: 20,
    members: 10,
  });
  assert.deepEqual(
    others.map(({ protocol, part }) => `${protocol} ${part}`),
    ["corrected calibrate", "corrected report", "heldout report"],
  );
  assert.equal(report.reportRowsText(run), "n = 20 report rows (10 members, 10 non-members)");
});

test("the models' table has a line for each row of metrics.json, by model, its words spelt out", () => {
  const { rows, columns, caption } = report.modelsTable(run);
  assert.deepEqual(
    rows.map(([model, protocol, stage]) => `${model} ${protocol} ${stage}`),
    ["RF", "MLP"].flatMap((model) =>
      ["published raw", "published calibrated", "held out raw", "corrected raw"].map(
        (score) => `${model} ${score}`,
      ),
    ),
  );
  assert.equal(columns.length, rows[0].length);
  assert.match(caption, /One of the 10 members among the report rows is a step of 0\.1 in the TPR/);
});

test("the report's numbers stand beside this run's, read as the report and as it should be", () => {
  const [rf] = report.reportedTable(run).rows;
  const { membership, scores } = run.scoredAs("RF", "published");
  assert.deepEqual(rf.slice(2, 4), [reported.validation.RF.auc, reported.server.RF.auc]);
  assert.equal(rf[4], publishedTprAtFpr(membership, scores, 0.05).tpr);
  assert.equal(rf[7], tprAtFpr(membership, scores, 0.05).tpr);
});

test("private scores stand beside the report's, statistic by statistic", () => {
  const [rf] = report.privateScoresTable(run).rows;
  const { min, std } = scoreStatistics(run.privateScores.numbers("RF_published_raw"));
  const { min: theirs, std: theirStd } = reported.privateScores.RF;
  assert.deepEqual([rf[1], rf[2]], [min, theirs]);
  assert.deepEqual(rf.slice(7), [std, theirStd]);
});

test("the cost has seconds by stage and the memory in MiB, or says that it was not kept", () => {
  const metrics = { ...run.metrics, stages: { reading: 1.5 } };
  assert.match(report.costTable({ ...run, metrics }).caption, /has not kept its memory\.$/);
  const kept = { ...metrics, memory: { peakBytes: 3 * 2 ** 20 } };
  assert.deepEqual(report.costTable({ ...run, metrics: kept }).rows, [
    ["reading", 1.5, "s"],
    ["largest resident memory", 3, "MiB"],
  ]);
});

test("the models' caption speaks of validation, private and held-out rows where there are such", () => {
  const { caption } = report.modelsTable(run);
  assert.match(caption, /Validation rows also fitted the calibration of the published scores/);
  assert.match(caption, /Held out: the published recipe/);
  assert.doesNotMatch(caption, /Private rows/);
  assert.doesNotMatch(caption, /did not train/);
  const metricsOf = (rows: typeof run.metrics.rows) => ({ ...run.metrics, rows });
  const corrected = run.metrics.rows.filter(({ protocol }) => protocol === "corrected");
  const own = report.modelsTable({ ...run, metrics: metricsOf(corrected) });
  assert.doesNotMatch(own.caption, /Validation|Held out/);
  const answered = corrected.map((row) => ({ ...row, part: "private" }));
  const both = report.modelsTable({ ...run, metrics: metricsOf([...corrected, ...answered]) });
  assert.match(both.caption, /Private rows: by the answers/);
});
