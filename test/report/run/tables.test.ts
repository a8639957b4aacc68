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
  assert.equal(report.judgedRowsText(run), "n = 20 report rows (10 members, 10 non-members)");
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
  const table = report.reportedTable(run);
  assert.ok(typeof table !== "string");
  const [rf] = table.rows;
  const { membership, scores } = run.scoredAs("RF", "published");
  assert.deepEqual(rf.slice(2, 4), [reported.validation.RF.auc, reported.server.RF.auc]);
  assert.equal(rf[4], publishedTprAtFpr(membership, scores, 0.05).tpr);
  assert.equal(rf[7], tprAtFpr(membership, scores, 0.05).tpr);
});

test("private scores stand above the report's, statistic by statistic", () => {
  const [ours, theirs] = report.privateScoresTable(run).rows;
  const { min, max, mean, std } = scoreStatistics(run.privateScores.numbers("RF_published_raw"));
  assert.deepEqual(ours, ["RF", "this run", min, max, mean, std]);
  const printed = reported.privateScores.RF;
  assert.deepEqual(theirs, ["", "reported", printed.min, printed.max, printed.mean, printed.std]);
});

test("the cost has seconds by stage and the memory in MiB, or says that it was not kept", () => {
  const metrics = { ...run.metrics, stages: { reading: 1.5 } };
  assert.match(report.costTable({ ...run, metrics }).caption, /has not kept its memory\.$/);
  const kept = { ...metrics, memory: { peakBytes: 3 * 2 ** 20 } };
  assert.deepEqual(report.costTable({ ...run, metrics: kept }).rows, [
    ["reading", 1.5, "s"],
    ["all stages", 1.5, "s"],
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

test("the cost adds up to the whole run's time: what no stage timed has a line of its own", () => {
  const clock = { began: "2026-11-28T09:41:07Z", seconds: 10 };
  const metrics = { ...run.metrics, stages: { reading: 1.5, fit: 4 }, clock };
  const { rows, caption } = report.costTable({ ...run, metrics });
  assert.deepEqual(rows, [
    ["reading", 1.5, "s"],
    ["fit", 4, "s"],
    ["everything else", 4.5, "s"],
    ["the whole run", 10, "s"],
  ]);
  assert.doesNotMatch(caption, /its whole time/);
});

test("a limit on the FPR that no row resolves is left out of the models' table, and said", () => {
  const { columns, caption } = report.modelsTable(run);
  const titles = columns.map(({ title }) => title);
  assert.deepEqual(titles, ["Model", "Protocol", "Score", "Rows", "n", "AUC"]);
  assert.match(
    caption,
    /Not shown: 5%, 1%, 0\.1%, where fewer than 10 false positives are allowed/,
  );
  const rows = run.metrics.rows.map((row) => {
    const ci = [0.1, 0.3] as const;
    return { ...row, tpr: { ...row.tpr, "0.05": { ...row.tpr["0.05"], ci } } };
  });
  const resolved = report.modelsTable({ ...run, metrics: { ...run.metrics, rows } });
  assert.deepEqual(resolved.columns.slice(6), [{ title: "TPR@5%" }]);
});
