import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type SyntheticRun, writeSyntheticRun } from "../syntheticRun";
import { captionProblems } from "./captionProblems";
import { reportCaptions, type Shown } from "./reportCaptions";
import { RunFacts } from "./runFacts";

const folder = mkdtempSync(path.join(tmpdir(), "captions-"));
after(() => rmSync(folder, { recursive: true }));

const runs: Readonly<Record<string, SyntheticRun>> = {
  "two models, answers": {
    ...{ seed: 3, rows: 1100, privateRows: 300, members: 0.45 },
    ...{ models: ["RF", "MLP"], answers: true },
  },
  "three models, few rows, cross-fitted": {
    ...{ seed: 8, rows: 400, privateRows: 1100, members: 0.6 },
    ...{ models: ["RF", "LightGBM", "MLP"], answers: false, crossFitted: true },
  },
  "one model": {
    ...{ seed: 5, rows: 90, privateRows: 7, members: 0.5 },
    ...{ models: ["LightGBM"], answers: false },
  },
};

for (const [name, options] of Object.entries(runs)) {
  let shown: readonly Shown[];
  let facts: RunFacts;

  before(async () => {
    const fromDir = path.join(folder, name);
    const publicPath = writeSyntheticRun(fromDir, options);
    shown = await reportCaptions({ fromDir, publicPath });
    facts = new RunFacts(fromDir);
  });

  test(`every number over a figure or table follows from the run's files: ${name}`, () => {
    assert.ok(shown.length > 15);
    assert.deepEqual(
      shown.flatMap(({ texts }) => captionProblems(texts, facts)),
      [],
    );
  });

  test(`a number that is off in any digit is found: ${name}`, () => {
    for (const { texts } of shown) {
      texts.forEach((text, i) => {
        for (const { 0: digit, index = 0 } of text.matchAll(/\d/g)) {
          const other = `${text.slice(0, index)}${(Number(digit) + 1) % 10}${text.slice(index + 1)}`;
          const changed = texts.map((one, at) => (at === i ? other : one));
          assert.notDeepEqual(captionProblems(changed, facts), [], other);
        }
      });
    }
  });
}
