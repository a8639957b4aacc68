import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readNotebook, roundingOf, tidy } from "../../lib/kernel";
import { run } from "../kernel/runNotebook";
import { kindDifferences, outputDifferences } from "./outputDifferences";

/**
 * Runs that are there already, as of `npm start` before, are taken where `RUNS_IN` names their folder; what
 * is made here stays there too.
 */
const kept = process.env.RUNS_IN;
const folder = kept ? path.resolve(kept) : mkdtempSync(path.join(tmpdir(), "again-"));
const outOf = (stem: string) => path.join(folder, stem);
after(() => {
  if (!kept) rmSync(folder, { recursive: true });
});

/** Each notebook and its words; those that read what another one left come after it. */
const words: Readonly<Record<string, readonly string[]>> = {
  A1_12_Ensemble: [],
  Best_Attack: [],
  Grading_Review: ["-p", "fromDir", outOf("A1_12_Ensemble")],
  Report_Figures: ["-p", "fromDir", outOf("A1_12_Ensemble")],
};

for (const [stem, own] of Object.entries(words)) {
  test(`${stem}.ipynb, run again, shows what is saved`, async (t) => {
    const file = path.join("notebooks", `${stem}.ipynb`);
    const saved = readNotebook(file);
    if (!existsSync(path.join(outOf(stem), "metrics.json"))) {
      const { code, stderr } = await run([file, "--out", outOf(stem), ...own], ".");
      assert.equal(code, 0, stderr);
    }
    const found = readNotebook(path.join(outOf(stem), `${stem}.ipynb`));
    const sameBits = roundingOf(folder, stem) === saved.metadata.logits;
    if (!sameBits)
      t.diagnostic("this processor rounds logits otherwise: kinds of outputs compared");
    const differences = sameBits ? outputDifferences : kindDifferences;
    assert.deepEqual(differences(saved, tidy(found)), []);
  });
}
