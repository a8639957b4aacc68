import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { selfCheck } from "../../../lib/audit/selfCheck";
import { readCheckpoint } from "../../../lib/files";
import { writeSafetensors } from "../../../lib/files/outputs";
import { openTarget } from "../../../lib/inference";
import { describeNetwork } from "../../../lib/network";
import { dataset, membership, right } from "./planted";

type Values = { readonly shape: readonly number[]; readonly data: Float32Array };

const scratch = mkdtempSync(path.join(tmpdir(), "other-weights-"));
after(() => {
  dataset.close();
  rmSync(scratch, { recursive: true });
});

const trained = new Map<string, Values>();
const checkpoint = readCheckpoint("data/model.pt");
for (const [name, tensor] of checkpoint.tensors) {
  trained.set(name, { shape: tensor.shape, data: tensor.toFloat32() });
}
checkpoint.close();

const changed = (names: RegExp, change: (values: Values) => Values) =>
  new Map([...trained].map(([name, one]) => [name, names.test(name) ? change(one) : one]));
/** As averages are that were never brought up to date: the first layer has seen nothing. */
const early = changed(/^conv1\./, ({ shape, data }) => ({ shape, data: data.map(() => 0.01) }));
const grey = changed(/^conv1\./, ({ shape: [filters, , ...kernel], data }) => ({
  shape: [filters, 1, ...kernel],
  data: data.subarray(0, data.length / 3),
}));
const narrow = changed(/^fc\.weight/, ({ shape: [classes, width], data }) => ({
  shape: [classes, width / 2],
  data: data.subarray(0, data.length / 2),
}));

/** The self-check as the notebooks make it, of one file that holds all these models. */
async function check(
  models: Readonly<Record<string, ReadonlyMap<string, Values>>>,
  weights: string | null = null,
) {
  const modelPath = path.join(scratch, "model.safetensors");
  const all = Object.entries(models).flatMap(([prefix, state]) =>
    [...state].map(([name, one]): [string, Values] => [`${prefix}.${name}`, one]),
  );
  writeSafetensors(modelPath, new Map(all));
  const opened = readCheckpoint(modelPath, { weights });
  const network = describeNetwork(opened);
  const opening = { checkpoint: opened, modelPath, mean: right.mean, std: right.std };
  const target = await openTarget(network, { ...opening, engine: "auto" });
  try {
    const read = { network, ...target, modelPath, membership, seed: 42, rows: 96 };
    return await selfCheck({ ...read, dataset });
  } finally {
    await target.engine.close();
    opened.close();
  }
}

test("averaged weights that are the right ones are found in the file and named with the parameter", async () => {
  const { warns, verdict } = await check({ online_model: early, ema_model: trained });
  assert.ok(warns);
  assert.match(verdict, /weights ema_model: \d.* Give weights "ema_model"\.\*\*/);
});

test("the trained weights are found where the averaged ones were asked for", async () => {
  const { verdict } = await check({ model: trained, ema: early }, "ema");
  assert.match(verdict, /Give weights "model"\.\*\*/);
});

test("other weights that are no better are tried and not warned of", async () => {
  const { warns, verdict, readings } = await check({ model: trained, ema: early, swa: trained });
  assert.ok(!warns, verdict);
  const tried = readings.map(({ reading }) => reading).filter((one) => one.startsWith("weights"));
  assert.deepEqual(tried, ["weights ema", "weights swa"]);
});

test("other weights of no network for these images are not tried, which is said", async () => {
  const { warns, verdict, untried } = await check({ model: trained, swa: grey, ema: narrow });
  assert.ok(!warns, verdict);
  assert.deepEqual(
    untried.map((one) => one.slice(0, one.indexOf(" ("))),
    ["weights swa", "weights ema"],
  );
  assert.match(
    verdict,
    / Not tried: weights swa \(.*found 1 input channels, expected 3\); weights/,
  );
});

test("a model's name in the file becomes no link, image or HTML in the verdict", async () => {
  const { verdict } = await check({ model: early, "![x](http://a)<b>\\<i>": trained });
  assert.ok(verdict.includes('Give weights "![x]\\(http://a)\\<b>\\\\\\<i>"'), verdict);
});
