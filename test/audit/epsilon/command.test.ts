import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readScores } from "../../../lib/audit/epsilon/readScores";
import { main } from "../../../lib/commands";
import { scratchFolder } from "../../review/makeSubmission";

const { folder } = scratchFolder();

function table(name: string, header: string, lines: readonly string[]): string {
  writeFileSync(path.join(folder, name), `${header}\n${lines.join("\n")}\n`);
  return path.join(folder, name);
}

const leaking = table(
  "leaking.csv",
  "id,score,membership",
  Array.from({ length: 400 }, (_, i) => `${i},${(i % 2) + i / 1000},${i % 2}`),
);

test("the bounds of a file of scores are written as rows of method, delta, confidence, threshold, epsilon", async () => {
  const json = path.join(folder, "bounds.json");
  assert.equal(await main(["epsilon", leaking, "--json", json], folder), 0);
  const rows = JSON.parse(readFileSync(json, "utf8"));
  assert.deepEqual(
    rows.map(({ method }: { method: string }) => method),
    ["clopper-pearson", "one-run", "one-run-fdp", "gaussian-dp"],
  );
  for (const row of rows) {
    assert.deepEqual(Object.keys(row), ["method", "delta", "confidence", "threshold", "epsilon"]);
    assert.equal(row.delta, 1e-5);
    assert.ok(row.epsilon > 1, `${row.method}: ${row.epsilon}`);
  }
});

for (const [what, words] of [
  ["no file", []],
  ["a file that is not there", ["nowhere.csv"]],
  ["a column that is not there", [leaking, "--column", "scores"]],
  ["a delta out of range", [leaking, "--delta", "1"]],
  ["a confidence in per cent", [leaking, "--confidence", "95"]],
] as const) {
  test(`exit status 2: ${what}`, async () => {
    assert.equal(await main(["epsilon", ...words], folder), 2);
  });
}

for (const [what, lines, found] of [
  ["members alone", ["1,1,.5", "2,1,.6"], "2 members in 2 rows with a score"],
  ["others alone", ["1,0,.5"], "0 members in 1 rows with a score"],
  ["a score that is NaN", ["1,0,nan", "2,1,1"], "NaN in column score"],
  ["a score beyond any number", ["1,0,1e400", "2,1,1"], "Infinity in column score"],
  ["a quote that is never closed", ['1,0,"1', "2,1,1"], "a quote that is never closed in line 2"],
] as const) {
  test(`refused with the file's name: ${what}`, () => {
    const file = table("hostile.csv", "id,membership,score", lines);
    assert.throws(
      () => readScores(file, null),
      (error: Error) => error.message.startsWith(`${file}: found ${found}, expected `),
    );
  });
}

test("a pipe or a device is refused and not waited for", () => {
  const pipe = path.join(folder, "pipe.csv");
  execFileSync("mkfifo", [pipe]);
  for (const file of [pipe, "/dev/zero"]) {
    assert.throws(() => readScores(file, null), /found something that is not a regular file/);
  }
});

test("of a run's scores only rows that judge the column's protocol count", () => {
  const file = table("scores_public.csv", "id,membership,part_corrected,RF_corrected_raw", [
    "1,1,fit,.9",
    "2,0,report,.1",
    "3,1,report,.8",
    "4,0,calibrate,.2",
    "5,1,report,",
  ]);
  const { membership, scores, note } = readScores(file, "RF_corrected_raw");
  assert.deepEqual([...membership], [0, 1]);
  assert.deepEqual([...scores], [0.1, 0.8]);
  assert.match(note ?? "", /^3 of 5 rows are left out: not report rows of part_corrected/);
});

test("of cross-fitted scores every row with a fold judges, each column by its own protocol", () => {
  const head =
    "id,membership,part_corrected,fold_corrected,RF_corrected_raw,RF_corrected_crossfitted";
  const file = table("scores_folds.csv", head, [
    "1,1,fit,1,.9,.8",
    "2,0,report,2,.1,.2",
    "3,1,report,1,.7,.6",
    "4,0,fit,2,.3,.4",
  ]);
  assert.deepEqual([...readScores(file, "RF_corrected_crossfitted").scores], [0.8, 0.2, 0.6, 0.4]);
  assert.deepEqual([...readScores(file, "RF_corrected_raw").scores], [0.1, 0.7]);
  const alone = table("scores_best.csv", "membership,fold_best,best_raw", [
    "1,1,.9",
    "0,5,.1",
    "0,,.5",
  ]);
  const { scores, note } = readScores(alone, "best_raw");
  assert.deepEqual([...scores], [0.9, 0.1]);
  assert.match(note ?? "", /^1 of 3 rows are left out: without a fold in fold_best/);
  const odd = table("scores_odd.csv", "membership,fold_best,best_raw", ["1,x,.9", "0,5,.1"]);
  assert.throws(
    () => readScores(odd, "best_raw"),
    /found "x" in column fold_best, expected folds from 1/,
  );
});

test("a run's scores without rows that judge them are refused, not taken as they are", () => {
  const file = table("fitted.csv", "membership,part_best,best_raw", ["1,fit,.9", "0,fit,.1"]);
  assert.throws(() => readScores(file, "best_raw"), /found part_best without report, validation/);
});

test("a column that is misspelt is told the nearest name", () => {
  assert.throws(() => readScores(leaking, "scroe"), /did you mean score\?/);
});
