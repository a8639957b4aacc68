import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { InputError } from "../../../lib/files";
import { writeCsv } from "../../../lib/files/outputs";
import { readRun } from "../../../lib/report";
import { fakeRun } from "../fakeRun";

const folder = mkdtempSync(path.join(tmpdir(), "run-"));
const file = (name: string) => path.join(folder, name);
after(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of ["records_public.csv", "summary.json"]) rmSync(file(name), { force: true });
  fakeRun(folder);
});

/** Changes a file of the run as a person with an editor would. */
function edit(name: string, from: string | RegExp, to: string) {
  const text = readFileSync(file(name), "utf8");
  const edited = text.replace(from, to);
  assert.notEqual(edited, text);
  writeFileSync(file(name), edited);
}

const refused = (message: RegExp) =>
  assert.throws(
    () => readRun(folder),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, message);
      assert.ok(!error.message.includes("\n"));
      return true;
    },
  );

test("a sound run is read without a note; a part's scores are those of its rows", () => {
  const run = readRun(folder);
  assert.deepEqual(run.notes, []);
  const { rows, membership, scores } = run.scored("RF_corrected_raw", "corrected", "report");
  assert.deepEqual([...rows.slice(0, 2)], [20, 21]);
  assert.deepEqual([...membership.slice(0, 2)], [0, 1]);
  assert.equal(scores[0], ((20 * 7) % 40) / 40);
  assert.equal(run.row("RF_corrected_raw").n, 20);
});

test("half a run is refused by what is missing, an empty folder as such", () => {
  rmSync(file("predictors_public.csv"));
  refused(/found no predictors_public\.csv, expected .* of one whole run/);
  rmSync(folder, { recursive: true });
  refused(/found no artefact, expected metrics\.json/);
  mkdirSync(file("previous"), { recursive: true });
  writeFileSync(file("previous/metrics.json"), "{}");
  refused(/found no artefact, expected .* \(an earlier one's: .*previous\)$/);
});

test("metrics.json of another edition is refused, and what is no JSON", () => {
  edit("metrics.json", '"seeds"', '"seed"');
  refused(/metrics\.json: found metrics\.seeds is missing, expected this edition's metrics\.json/);
  writeFileSync(file("metrics.json"), "{");
  refused(/metrics\.json: found .*JSON.*, expected JSON/);
});

test("predictors of other rows than the scores are refused by the first id that differs", () => {
  edit("predictors_public.csv", "\n103,", "\n999,");
  refused(/predictors_public\.csv: found id 999 in row 3, expected 103 as in scores_public\.csv/);
});

test("a score edited by hand is noted with both AUCs", () => {
  edit("scores_public.csv", /(\n121,1,report,).*/, "$10.99");
  const [changed, note, ...others] = readRun(folder).notes;
  assert.match(changed, /^scores_public\.csv was changed after the run/);
  assert.match(
    note,
    /^metrics\.json says AUC 0\.\d+ of RF_corrected_raw, its scores give 0\.\d{4}\.$/,
  );
  assert.deepEqual(others, []);
});

test("a file that follows from no AUC is known by its hash; a run without hashes says so", () => {
  edit("predictors_public.csv", "0.175", "0.176");
  assert.deepEqual(readRun(folder).notes, [
    "predictors_public.csv was changed after the run: its SHA-256 is not that of metrics.json.",
  ]);
  fakeRun(folder, { artefacts: undefined });
  assert.match(readRun(folder).notes[0], /holds no SHA-256 of the run's files/);
});

test("importance and blind baseline are read, may be missing, and are refused in another form", () => {
  assert.equal(readRun(folder).importance?.importance[0].name, "phi");
  assert.equal(readRun(folder).blind?.n, 40);
  rmSync(file("blind.json"));
  assert.equal(readRun(folder).blind, null);
  edit("importance.json", '"n"', '"rows"');
  refused(/importance\.json: found importance\.n is missing, expected this edition's importance/);
});

test("a guarantee is read of summary.json, and one that is none is refused", () => {
  assert.equal(readRun(folder).guarantee, null);
  const promised = { epsilon: 8, delta: 1e-5, accountant: "as it was stated" };
  const summary = (value: object) => writeFileSync(file("summary.json"), JSON.stringify(value));
  summary({ guarantee: promised });
  assert.deepEqual(readRun(folder).guarantee, promised);
  assert.match(readRun(folder).notes[0], /^summary\.json is not named in metrics\.json/);
  for (const none of [{ guarantee: null }, {}]) {
    summary(none);
    assert.equal(readRun(folder).guarantee, null);
  }
  summary({ guarantee: { epsilon: "8", delta: 0 } });
  refused(/summary\.json: found summary\.guarantee\.epsilon is "8", not number, expected/);
});

test("records are read with their flags; those of other rows, or with other flags, are refused", () => {
  assert.equal(readRun(folder).records, null);
  const ids = Array.from({ length: 40 }, (_, i) => 100 + i);
  const flagged = Uint8Array.from(ids, (id) => Number(id < 103));
  const columns = { id: ids, flagged_5: flagged, RF_score: flagged, RF_flagged: flagged };
  writeCsv(file("records_public.csv"), columns);
  const run = readRun(folder);
  assert.deepEqual(run.records?.attacks, [{ name: "RF", flagged }]);
  assert.match(run.notes[0], /^records_public\.csv is not named in metrics\.json/);
  edit("records_public.csv", "\n105,0,0,0", "\n105,0,0,2");
  refused(/records_public\.csv: found "2" in column RF_flagged, row 5, expected 0 or 1/);
  edit("records_public.csv", "\n103,", "\n999,");
  refused(/records_public\.csv: found id 999 in row 3, expected 103 as in scores_public\.csv/);
});

test("a row whose part was edited is noted by its count", () => {
  edit("scores_public.csv", "\n121,1,report,", "\n121,1,fit,");
  assert.match(readRun(folder).notes[1], /says 10 members in 20 report rows .* hold 9 in 19\./);
});

test("a column that the run does not have is refused by name", () => {
  const run = readRun(folder);
  assert.throws(() => run.row("MLP_corrected_raw"), /expected one for MLP_corrected_raw/);
  assert.throws(() => run.scored("MLP_corrected_raw", "corrected", "report"), InputError);
});
