import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { blindAttack } from "../../lib/audit/blind";
import { selfCheck } from "../../lib/audit/selfCheck";
import { type CheckedParameters, checkParameters } from "../../lib/audit/settings";
import { Observer } from "../../lib/features/observer";
import { chosenGroups, groupsWithin } from "../../lib/features/predictors";
import { readCheckpoint, requireAttackable } from "../../lib/files";
import { writeNpy } from "../../lib/files/outputs";
import { openTarget, resolveReading } from "../../lib/inference";
import { describeNetwork } from "../../lib/network";
import { run } from "../kernel/runNotebook";

const folder = mkdtempSync(path.join(tmpdir(), "given-"));
after(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => path.join(folder, name);

/** Each runs for half a minute. */
const skip = !process.env.ALL_NOTEBOOKS && "run with ALL_NOTEBOOKS=1";

const tabular = {
  publicOutputs: "data/tabular/public.csv",
  privateOutputs: "data/tabular/private.csv",
};
const usual: CheckedParameters = {
  ...{ modelPath: "no-model.pt", publicPath: "data/public.pt", privatePath: "data/private.pt" },
  ...{ answersPath: null, seed: 1, upload: false, uploadUrl: null },
  ...{ stem: "auto", engine: "auto", idColumn: null, interactive: null },
};

/** What the attack notebooks do up to the logits. */
async function opened(parameters: Partial<CheckedParameters>) {
  const settings = checkParameters({ ...usual, ...parameters });
  const reading = resolveReading({ ...settings.read, preprocessing: null });
  const { modelPath, publicPath, privatePath } = settings.paths;
  const checkpoint = readCheckpoint(modelPath, settings);
  const network = describeNetwork(checkpoint, settings);
  const opening = { ...settings, checkpoint, modelPath, mean: null, std: null, reading };
  const target = await openTarget(network, opening);
  const sets = { public: reading.dataset(publicPath), private: reading.dataset(privatePath) };
  const membership = requireAttackable(network, sets.public, sets.private);
  return { settings, reading, network, target, sets, membership };
}

test("outputs of a table's rows stand in for model and images, and nothing else is read", async () => {
  const { settings, network, target, sets, membership, reading } = await opened(tabular);
  assert.match(network.summary, /^outputs alone: probabilities of 10 classes/);
  assert.deepEqual(
    Object.entries(settings.files).filter(([, file]) => file !== null),
    [
      ["public_outputs", tabular.publicOutputs],
      ["private_outputs", tabular.privateOutputs],
    ],
  );
  const logits = await target.logits(sets.public);
  assert.deepEqual([logits.rows, logits.classes], [600, 10]);
  const read = { network, ...target, ...reading, membership, seed: 1 };
  const check = await selfCheck({ ...read, dataset: sets.public });
  assert.equal(check.warns, false, check.verdict);
  assert.match(check.verdict, /there was no other reading to try\.$/);
  const blind = await blindAttack({ ...sets.public, membership }, { seed: 1 });
  assert.match(blind.verdict, /labels alone were looked at$/);
});

test("outputs of rows in another order name labels by chance alone, which is warned of", async () => {
  const { network, target, sets, membership, reading } = await opened(tabular);
  const labels = sets.public.labels.slice().reverse();
  const dataset = { ...sets.public, labels };
  const check = await selfCheck({
    ...{ network, ...target, ...reading, membership, seed: 1 },
    dataset,
  });
  assert.equal(check.warns, true);
  assert.match(check.verdict, /near chance/);
});

test("of the groups of Best_Attack those that look at outputs stay, and given views are a group", async () => {
  const shape = (rows: number) => [rows, 3, 10];
  for (const name of ["public", "private"]) {
    const data = Float32Array.from({ length: 600 * 30 }, (_, i) => Math.sin(i * i));
    writeNpy(inFolder(`${name}.npy`), { data, shape: shape(600) });
  }
  const { settings, network, target, sets } = await opened({
    publicOutputs: inFolder("public.npy"),
    privateOutputs: inFolder("private.npy"),
    publicPath: tabular.publicOutputs,
    privatePath: tabular.privateOutputs,
  });
  const predictors = ["plain", "sorted", "classAware", "trainingViews", "lastLayer", "gradients"];
  const wanted = chosenGroups({ ...settings, predictors, views: [], references: null });
  const { asked, leftOut } = groupsWithin(wanted, network, sets.public);
  assert.deepEqual(asked.names, ["plain", "sorted", "classAware", "givenViews"]);
  assert.deepEqual(
    leftOut.map(({ group, because }) => `${group}: ${because}`),
    ["trainingViews", "lastLayer", "gradients"].map((name) => `${name}: outputs alone are given`),
  );
  const kept = { folder, hashes: {} };
  const observer = new Observer(kept, { network, target, ...settings, references: null });
  const viewed = await observer.views(await observer.plain(sets), asked.views);
  assert.deepEqual([...viewed.public.views.keys()], ["given1", "given2"]);
});

for (const [what, parameters, message] of [
  [
    "one set alone",
    { publicOutputs: tabular.publicOutputs },
    /parameter privateOutputs: found none/,
  ],
  [
    "a file that is not there",
    { ...tabular, publicOutputs: "data/tabular/pubic.csv" },
    /mean public\.csv/,
  ],
  ["classes that differ", { ...tabular, privateOutputs: "two.csv" }, /found no file two\.csv/],
] as const) {
  test(`refused before any work: ${what}`, () => {
    assert.throws(() => checkParameters({ ...usual, ...parameters }), message);
  });
}

test("reference models and computed views are refused where outputs alone are given", () => {
  const { given } = checkParameters({ ...usual, ...tabular });
  const predictors = ["plain"];
  assert.throws(
    () => chosenGroups({ predictors, views: ["flip"], references: null, given }),
    /parameter views: found flip, expected none where outputs alone are given/,
  );
  assert.throws(
    () => chosenGroups({ predictors, views: [], references: "out/references", given }),
    /parameter references: found out\/references, expected null where outputs alone are given/,
  );
});

test("both attack notebooks run on outputs alone", { skip }, async () => {
  for (const notebook of ["A1_12_Ensemble", "Best_Attack"]) {
    const out = inFolder(notebook);
    const outputs = Object.entries(tabular).flatMap(([name, file]) => ["-p", name, file]);
    const words = [`notebooks/${notebook}.ipynb`, ...outputs, "--out", out];
    const { code, stderr } = await run(words, ".");
    assert.equal(code, 0, stderr.slice(-2000));
    assert.match(readFileSync(path.join(out, "summary.md"), "utf8"), /What to hand in/);
  }
});

test("the same bytes in scores whether the model is run or its logits are given", {
  skip,
}, async () => {
  const [byModel, byOutputs] = [inFolder("model"), inFolder("outputs")];
  const notebook = "notebooks/A1_12_Ensemble.ipynb";
  assert.equal((await run([notebook, "--out", byModel], ".")).code, 0);
  const parameters = ["public", "private"].flatMap((set) => [
    ...["-p", `${set}Outputs`, path.join(byModel, `logits_${set}.npy`)],
    ...["-p", `${set}Path`, path.join(byModel, `predictors_${set}.csv`)],
  ]);
  const { code, stderr } = await run([notebook, ...parameters, "--out", byOutputs], ".");
  assert.equal(code, 0, stderr.slice(-2000));
  for (const name of ["scores_public.csv", "scores_private.csv", "submission_MLP_corrected.csv"]) {
    const [one, other] = [byModel, byOutputs].map((at) => readFileSync(path.join(at, name)));
    assert.ok(one.equals(other), name);
  }
});
