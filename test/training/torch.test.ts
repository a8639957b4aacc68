import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { resolveNormalization } from "../../lib/inference";
import { repositoryRoot } from "../../lib/repository";
import { stateDictOf } from "../../lib/training";
import {
  flatImages,
  golden,
  gradientsOf,
  oneHot,
  openTrained,
  readNetwork,
  relativeToLargest,
  scatteredBatch,
  trainerOf,
} from "./passes";

const values = JSON.parse(golden("training.json").toString());

for (const [name, unfoldAgain] of [
  ["resnet18-7x7", false],
  ["resnet18-3x3", true],
  ["bottleneck-7x7", false],
] as const) {
  test(`${name}: every gradient is torch's within 1e-4 of the largest`, async () => {
    const network = openTrained(name);
    const trainer = await trainerOf(network, 16, { unfoldAgain });
    const { rows, targets } = scatteredBatch(network);
    const { loss } = await trainer.step(rows, targets, 0);
    const expected = values.gradients[name];
    assert.ok(Math.abs(loss - expected.loss) < 1e-4 * expected.loss, `loss ${loss}`);
    const flat = golden(`${name}.bin`);
    const found = stateDictOf(gradientsOf(network, trainer));
    let from = 0;
    expected.names.forEach((parameter: string, i: number) => {
      const size = expected.sizes[i];
      const wanted = Float32Array.from({ length: size }, (_, k) =>
        flat.readFloatLE(4 * (from + k)),
      );
      from += size;
      const distance = relativeToLargest(found.get(parameter)?.data ?? [], wanted);
      assert.ok(distance < 1e-4, `${parameter}: ${distance}`);
    });
    assert.equal(4 * from, flat.length);
    await trainer.close();
  });
}

test("three steps with smoothed labels and weight decay: torch's losses and weights", async () => {
  const network = openTrained("resnet18-7x7");
  const options = { momentum: 0.8, weightDecay: 0.5, labelSmoothing: 0.2 };
  const trainer = await trainerOf(network, 16, options);
  const { rows, targets } = scatteredBatch(network);
  const { losses, versions, ...weights } = JSON.parse(golden("smoothed.json").toString());
  for (const expected of losses) {
    const { loss } = await trainer.step(rows, targets, 0.01);
    assert.ok(Math.abs(loss - expected) < 1e-4 * expected, `${loss}, torch ${expected}`);
  }
  const found = stateDictOf(trainer.network());
  for (const [name, expected] of Object.entries<number[]>(weights)) {
    const distance = relativeToLargest(found.get(name)?.data ?? [], expected);
    assert.ok(distance < 1e-4, `${name}: ${distance}`);
  }
  await trainer.close();
});

const target = path.join(repositoryRoot(), "data", "model.pt");

test("the stem's gradients are torch's on 128 images whose plain grounds tie in the max-pool", async () => {
  const network = readNetwork(target);
  const trainer = await trainerOf(network, 128);
  const { rows, labels } = flatImages(128, resolveNormalization({ modelPath: target }));
  await trainer.step(rows, oneHot(labels, 10), 0);
  const found = stateDictOf(gradientsOf(network, trainer));
  for (const parameter of ["conv1.weight", "bn1.weight", "bn1.bias"]) {
    const distance = relativeToLargest(found.get(parameter)?.data ?? [], values.stem[parameter]);
    assert.ok(distance < 1e-4, `${parameter}: ${distance}`);
  }
  await trainer.close();
});

test("ten steps from the embedded target: torch's losses, running statistics and idle weights", async () => {
  const network = readNetwork(target);
  const trainer = await trainerOf(network, 64, { weightDecay: 5e-4 });
  const { rows, labels } = flatImages(640, resolveNormalization({ modelPath: target }));
  for (let step = 0; step < 10; step++) {
    const images = rows.subarray(step * 64 * 3072, (step + 1) * 64 * 3072);
    const targets = oneHot(labels.slice(step * 64, (step + 1) * 64), 10);
    const { loss } = await trainer.step(images, targets, 0.005);
    const expected = values.steps.losses[step];
    assert.ok(Math.abs(loss - expected) < 1e-3, `step ${step}: ${loss}, torch ${expected}`);
  }
  const after = stateDictOf(trainer.network());
  for (const name of [
    "bn1.running_mean",
    "bn1.running_var",
    "layer4.1.bn2.running_var",
    "fc.bias",
  ]) {
    const distance = relativeToLargest(after.get(name)?.data ?? [], values.steps[name]);
    assert.ok(distance < 1e-3, `${name}: ${distance}`);
  }
  // Nine taps of which eight see padding only on a map of 1x1.
  const idle = after
    .get("layer4.1.conv2.weight")
    ?.data.subarray((3 * 128 + 5) * 9)
    .subarray(0, 9);
  const distance = relativeToLargest(idle ?? [], values.steps.idle);
  assert.ok(distance < 1e-6, `idle: ${distance}`);
  await trainer.close();
});
