import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { enterStored, writeAtomically } from "../../lib/files/outputs";
import { writeNotebook } from "../../lib/kernel";
import { unfinishedLines } from "../../lib/kernel/leftWords";
import { beginRun } from "../../lib/kernel/runFolder";
import { notebookOf } from "./notebookOf";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mia-folder-"));
});
after(() => {
  delete process.env.MIA_JOURNAL;
});

const inFolder = (name: string) => path.join(folder, name);
const textOf = (name: string) =>
  existsSync(inFolder(name)) ? readFileSync(inFolder(name), "utf8") : null;

/** A run that writes texts by name, and ends whole or not. */
function runOnce(texts: Readonly<Record<string, string>>, isWhole: boolean) {
  const run = beginRun(folder, "Tiny");
  for (const [name, text] of Object.entries(texts)) writeAtomically(inFolder(name), [text]);
  const notebook = { ...notebookOf("1"), metadata: { run: run.record(isWhole) } };
  writeNotebook(inFolder("Tiny.ipynb"), notebook);
  run.end(isWhole);
  return run;
}

test("while a run is not whole, what the last one left lies in previous, and nowhere else", () => {
  runOnce({ "submission.csv": "1", "figures/roc.svg": "1" }, true);
  const run = beginRun(folder, "Tiny");
  assert.equal(run.moved, 3);
  assert.equal(textOf("submission.csv"), null);
  assert.equal(textOf("previous/submission.csv"), "1");
  assert.equal(textOf("previous/figures/roc.svg"), "1");
  assert.deepEqual(run.earlier(), ["submission.csv", "figures/roc.svg", "Tiny.ipynb"]);
});

test("a run leaves nothing beside its own files, and a killed one a journal that the next reads", () => {
  runOnce({ "submission.csv": "1" }, true);
  assert.deepEqual(readdirSync(folder).sort(), ["Tiny.ipynb", "submission.csv"]);
  beginRun(folder, "Tiny");
  writeAtomically(inFolder("submission.csv"), ["killed"]);
  writeAtomically(inFolder("predictors.csv"), ["killed"]);
  beginRun(folder, "Tiny");
  assert.deepEqual([textOf("submission.csv"), textOf("predictors.csv")], [null, null]);
  assert.equal(textOf("previous/submission.csv"), "1");
});

test("a whole run takes the place of the last; what it has not written again stays in previous", () => {
  runOnce({ "submission.csv": "1", "ablation.json": "1" }, true);
  const run = runOnce({ "submission.csv": "2" }, true);
  assert.equal(textOf("submission.csv"), "2");
  assert.equal(textOf("previous/submission.csv"), null);
  assert.deepEqual(run.earlier(), ["ablation.json"]);
  runOnce({ "submission.csv": "3", "ablation.json": "3" }, true);
  assert.ok(!existsSync(inFolder("previous")), "nothing is left of the runs before");
});

test("what failed runs left never replaces what a whole one did", () => {
  runOnce({ "submission.csv": "whole" }, true);
  runOnce({ "submission.csv": "failed" }, false);
  beginRun(folder, "Tiny");
  assert.equal(textOf("previous/submission.csv"), "whole");
  assert.equal(textOf("submission.csv"), null);
});

test("what is stored to be read again stays, run after run", () => {
  const store = () => {
    enterStored(inFolder("logits_public_flip.npy"));
    writeAtomically(inFolder("logits_public_flip.npy"), ["logits"]);
  };
  beginRun(folder, "Tiny");
  store();
  for (const times of [1, 2]) {
    const run = beginRun(folder, "Tiny");
    assert.equal(textOf("logits_public_flip.npy"), "logits", `${times} runs later`);
    assert.deepEqual(run.stored(), ["logits_public_flip.npy"]);
  }
});

test("what no run of this notebook wrote, or this run reads, stays where it is", () => {
  writeFileSync(inFolder("notes.txt"), "mine");
  runOnce({ "answers.csv": "given", "submission.csv": "1" }, true);
  const other = beginRun(folder, "Other");
  assert.equal(other.moved, 0);
  const run = beginRun(folder, "Tiny", [inFolder("answers.csv")]);
  assert.equal(run.moved, 2);
  assert.deepEqual([textOf("notes.txt"), textOf("answers.csv")], ["mine", "given"]);
});

test("a journal that was tampered with moves nothing out of the folder, or through a link", () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), "mia-elsewhere-"));
  writeFileSync(path.join(elsewhere, "a.csv"), "theirs");
  symlinkSync(elsewhere, inFolder("linked"));
  const names = [
    path.join("..", path.basename(elsewhere), "a.csv"),
    path.join(elsewhere, "a.csv"),
    "linked/a.csv",
  ];
  const lines = [...names.map((wrote) => JSON.stringify({ wrote })), "{", "null", '{"wrote": 7}'];
  writeFileSync(inFolder(".mia-run-Tiny"), lines.join("\n"));
  assert.equal(beginRun(folder, "Tiny").moved, 0);
  assert.deepEqual(readdirSync(elsewhere), ["a.csv"]);
});

test("a place for earlier artefacts that is no folder is refused before anything is moved", () => {
  runOnce({ "submission.csv": "1" }, true);
  writeFileSync(inFolder("previous"), "");
  assert.throws(
    () => beginRun(folder, "Tiny"),
    /previous: found what is no folder, expected a folder/,
  );
  assert.equal(textOf("submission.csv"), "1");
});

test("a run that is not whole says what it left, where the earlier one is, and how to go on", () => {
  runOnce({ "submission.csv": "1" }, true);
  const run = beginRun(folder, "Tiny");
  writeAtomically(inFolder("predictors.csv"), [""]);
  writeAtomically(inFolder("a\u001bb.csv"), [""]);
  enterStored(inFolder("logits.npy"));
  writeAtomically(inFolder("logits.npy"), [""]);
  assert.deepEqual(unfinishedLines(run, "out/Tiny"), [
    "unfinished: out/Tiny holds predictors.csv, a\\u001bb.csv",
    "stored there for the next run: logits.npy",
    "the earlier run's 2 files are in out/Tiny/previous",
    "to go on, the same command again: it begins at the top and reads what is stored",
  ]);
  mkdirSync(inFolder("empty"));
  assert.equal(
    unfinishedLines(beginRun(inFolder("empty"), "Tiny"), "x")[0],
    "unfinished: x holds nothing",
  );
});
