import assert from "node:assert/strict";
import { test } from "node:test";
import { readNotebook } from "../../lib/kernel";
import { runTask } from "../../lib/numeric/workers";
import { cellModule } from "../tools/cells/cellModule";
import { codeCells } from "../tools/cells/codeCells";
import { typeTask } from "../tools/cells/typeFindings";
import { typed } from "./typed";

const both = {
  answersPath: "data/answers.csv",
  mean: [0.5, 0.5, 0.5],
  std: [0.25, 0.25, 0.25],
  weights: "ema",
  unsaid: { epsilon: 0.001, strideOn: "1x1" },
  edition: 2026,
  preprocessing: { resize: 32 },
  idColumn: "id",
  upload: true,
  uploadUrl: "https://example.org",
  uploadHeader: "X-API-Key",
  interactive: "plotly",
};

/** A value for every parameter whose default says nothing of its type. */
const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  A1_12_Ensemble: both,
  Best_Attack: { ...both, views: ["flip"], ablation: true, references: "out/references" },
  Grading_Review: { seed: 7 },
  Report_Figures: { model: "RF", interactive: "plotly" },
};

test("tslab lets every value be typed that a comment beside a parameter proposes", async () => {
  const modules = Object.entries(values).map(([notebook, given]) => {
    const found = typed(readNotebook(`notebooks/${notebook}.ipynb`), given);
    return { notebook, module: cellModule(codeCells(found)) };
  });
  const compiler = "@tslab/typescript-for-tslab";
  const found = await runTask(typeTask, [{ compiler, modules }], { workers: -1 });
  assert.deepEqual(
    found
      .flat()
      .map(({ notebook, cell, line, message }) => `${notebook} ${cell}:${line} ${message}`),
    [],
  );
});
