import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { joined, openSession, readNotebook, type Session } from "../../lib/kernel";

const notebook = readNotebook("notebooks/A1_12_Ensemble.ipynb");
const outDir = mkdtempSync(path.join(tmpdir(), "edited-frame-"));
after(() => rmSync(outDir, { recursive: true }));

function cell(id: string): string {
  const found = notebook.cells.find((one) => one.id === id);
  assert.ok(found, `the notebook has a cell ${id}`);
  return joined(found.source);
}

/** What a cell prints, after it has succeeded. */
async function run(session: Session, code: string): Promise<string> {
  let text = "";
  const reply = await session.execute(code, ({ header, content }) => {
    if (header.msg_type === "stream") text += content.text;
  });
  assert.equal(reply.status, "ok", text);
  return text;
}

test("what a person changes in the predictors' frame is what the next cell uses", async () => {
  const session = await openSession();
  try {
    const last = notebook.cells.findIndex(({ id }) => id === "ensemble");
    for (const { cell_type, id, source } of notebook.cells.slice(0, last)) {
      if (cell_type !== "code") continue;
      await run(session, joined(source));
      if (id === "parameters") await run(session, `outDir = ${JSON.stringify(outDir)};`);
    }
    const untouched = await run(session, cell("ensemble"));
    assert.match(untouched, /^RF +AUC: 0\.\d{4} +TPR@FPR=0\.05: 0\.\d{4}\nLightGBM .*\nMLP /);

    await run(
      session,
      `let nothing = publicPredictors["phi"].values.map(() => 0);
       for (let name of publishedNames.slice(-10)) publicPredictors.addColumn(name, nothing, { inplace: true });`,
    );
    assert.notEqual(await run(session, cell("ensemble")), untouched);

    await run(session, cell("predictors-made"));
    assert.equal(await run(session, cell("ensemble")), untouched);
  } finally {
    await session.close();
  }
});
