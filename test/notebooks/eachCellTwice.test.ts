import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readNotebook } from "../../lib/kernel";
import { notebookOf } from "../kernel/notebookOf";
import { differencesOfTwice, takes } from "./twice";

const names = readdirSync("notebooks").filter((name) => name.endsWith(".ipynb"));
const folder = mkdtempSync(path.join(tmpdir(), "twice-"));
after(() => rmSync(folder, { recursive: true }));

/** Each runs for a minute or more. */
const skip = !process.env.ALL_NOTEBOOKS && "run with ALL_NOTEBOOKS=1";

// The attack comes first: others read what it left.
for (const name of names.sort()) {
  test(`${name} shows the same when each of its cells is run twice`, { skip }, async () => {
    const notebook = readNotebook(path.join("notebooks", name));
    const stem = path.basename(name, ".ipynb");
    const found = await differencesOfTwice(notebook, (run) => ({
      ...(takes(notebook, "outDir") ? { outDir: path.join(folder, run, stem) } : {}),
      ...(takes(notebook, "fromDir") ? { fromDir: path.join(folder, run, "A1_12_Ensemble") } : {}),
    }));
    assert.deepEqual(found, []);
  });
}

test("cells that make their own anew show the same, one that adds to an earlier cell's does not", async () => {
  const sound = notebookOf("const rows = [1];", "const all = [...rows, 2];\nall.length");
  assert.deepEqual(await differencesOfTwice(sound, () => ({})), []);
  const adds = notebookOf("const rows = [1];", "rows.push(2);\nconsole.log(rows.join());");
  const found = await differencesOfTwice(adds, () => ({}));
  assert.equal(found.length, 1);
  assert.match(found[0], /^second time: .*1,2,2/);
});
