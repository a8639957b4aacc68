import assert from "node:assert/strict";
import { test } from "node:test";
import { extractFeatures } from "../../lib/features";
import { readAnswers, readCheckpoint, readDataset } from "../../lib/files";
import { computeLogits, openEngine, resolveNormalization } from "../../lib/inference";
import { rocAuc } from "../../lib/metrics";
import { describeNetwork } from "../../lib/network";
import { readStatedFigures } from "./statedFigures";

const stated = readStatedFigures("data/README.md");
const modelPath = "data/model.pt";

/** Loss and correctness of each row, computed by the library from the files alone. */
async function attackable(file: string) {
  const dataset = readDataset(file);
  const checkpoint = readCheckpoint(modelPath);
  const engine = await openEngine(describeNetwork(checkpoint), { engine: "auto" });
  const logits = await computeLogits(engine, dataset.images, resolveNormalization({ modelPath }));
  await engine.close();
  checkpoint.close();
  dataset.close();
  const { columns } = extractFeatures(logits, dataset.labels);
  return { dataset, loss: columns.sample_loss, right: columns.correctness };
}

function share(values: Float64Array, rows: (row: number) => boolean): number {
  const chosen = values.filter((_, row) => rows(row));
  return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
}

for (const part of ["public", "private"] as const) {
  test(`the ${part} rows leak as data/README.md states: loss AUC in .60 to .75, members right over .9, others over .7`, async () => {
    const { dataset, loss, right } = await attackable(`data/${part}.pt`);
    const membership = dataset.membership ?? readAnswers("data/answers.csv", dataset.ids);

    const auc = rocAuc(
      membership,
      loss.map((value) => -value),
    );
    assert.ok(auc > 0.6 && auc < 0.75, `AUC ${auc}`);
    assert.ok(Math.abs(auc - stated.figure("loss threshold, AUC", part).value) < 2e-4);

    const members = share(right, (row) => membership[row] === 1);
    const others = share(right, (row) => membership[row] === 0);
    assert.ok(members > 0.9 && others > 0.7, `accuracy ${members}, ${others}`);
    assert.ok(Math.abs(members - stated.figure("member accuracy", part).value) < 2e-3);
    assert.ok(Math.abs(others - stated.figure("other accuracy", part).value) < 2e-3);
  });
}
