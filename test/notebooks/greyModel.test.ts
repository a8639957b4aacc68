import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { readCsv, readDataset, requireAttackable } from "../../lib/files";
import { run } from "../kernel/runNotebook";
import { writeGreyModel, writeSmallSet } from "./smallSets";

const folder = mkdtempSync(path.join(tmpdir(), "grey-"));
const inFolder = (name: string) => path.join(folder, name);
after(() => rmSync(folder, { recursive: true }));

/** Each runs for a quarter of a minute or more. */
const skip = !process.env.ALL_NOTEBOOKS && "run with ALL_NOTEBOOKS=1";

let modelPath = "";

/** So many members and non-members of data/, grey. */
function writePublic(name: string, members: number, others: number): void {
  const dataset = readDataset("data/public.pt");
  const rowsOf = (wanted: number, count: number) => {
    const rows = [...dataset.ids.keys()].filter((row) => dataset.membership?.[row] === wanted);
    return rows.slice(0, count);
  };
  const rows = [...rowsOf(1, members), ...rowsOf(0, others)];
  dataset.close();
  writeSmallSet(inFolder(name), "data/public.pt", { rows, told: true, grey: true });
}

before(() => {
  modelPath = writeGreyModel(folder);
  writePublic("one-each.npz", 1, 1);
  writePublic("twelve.npz", 6, 6);
  writePublic("lopsided.npz", 49, 60);
  writePublic("fewest.npz", 50, 50);
  const rows = Array.from({ length: 12 }, (_, row) => row);
  writeSmallSet(inFolder("private.npz"), "data/private.pt", { rows, told: false, grey: true });
});

test("too few members or non-members are refused as soon as they are read, the fewest are not", () => {
  const privateData = readDataset(inFolder("private.npz"));
  const attackable = (name: string) => {
    const publicData = readDataset(inFolder(name));
    try {
      return requireAttackable({ classes: 10, inChannels: 1 }, publicData, privateData);
    } finally {
      publicData.close();
    }
  };
  const expected = "expected at least 50 of each";
  for (const [name, found] of [
    ["one-each.npz", "1 members and 1 non-members"],
    ["twelve.npz", "6 members and 6 non-members"],
    ["lopsided.npz", "49 members and 60 non-members"],
  ]) {
    assert.throws(() => attackable(name), {
      name: "InputError",
      message: `${inFolder(name)}: found ${found}, ${expected}`,
    });
  }
  assert.equal(attackable("fewest.npz").length, 100);
  privateData.close();
});

for (const name of ["A1_12_Ensemble", "Best_Attack"]) {
  const notebook = `notebooks/${name}.ipynb`;
  const given = () => ["-p", "modelPath", modelPath, "-p", "privatePath", inFolder("private.npz")];

  test(`${name} runs to its end on a grey model and the fewest rows, and says what it found`, {
    skip,
  }, async () => {
    const out = inFolder(name);
    const words = [notebook, "--out", out, "-p", "publicPath", inFolder("fewest.npz"), ...given()];
    const { code, stderr } = await run(words, ".");
    assert.equal(code, 0, stderr);
    const summary = readFileSync(path.join(out, "summary.md"), "utf8");
    const [, submission] = /What to hand in\.\*\* `(\S+)`/.exec(summary) ?? [];
    assert.equal(readCsv(path.join(out, submission)).rows, 12);
    assert.match(summary, /a TPR at an FPR of 5 % takes 200 of them among the rows that judge/);
  });

  test(`${name} ends with one line on twelve rows, before the network has looked at any`, {
    skip,
  }, async () => {
    const out = inFolder(`${name}-twelve`);
    const words = [notebook, "--out", out, "-p", "publicPath", inFolder("twelve.npz"), ...given()];
    const { code, stderr } = await run(words, ".");
    assert.equal(code, 1, stderr);
    assert.match(
      stderr,
      /twelve\.npz: found 6 members and 6 non-members, expected at least 50 of each/,
    );
    assert.ok(!existsSync(path.join(out, "logits_public.npy")));
  });
}
