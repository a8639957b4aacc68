import assert from "node:assert/strict";
import { test } from "node:test";
import type { ResidualNetwork } from "../../lib/network";
import { type Trainer, velocityOf } from "../../lib/training";
import { openTrained, scatteredBatch, trainerOf } from "./passes";

/** Mean cross-entropy in double precision, from logits that a step at rate 0 gives. */
function lossOf(logits: Float32Array, labels: readonly number[], classes: number): number {
  let sum = 0;
  labels.forEach((label, i) => {
    const z = Array.from(logits.subarray(i * classes, (i + 1) * classes));
    const top = Math.max(...z);
    sum += top + Math.log(z.reduce((total, value) => total + Math.exp(value - top), 0)) - z[label];
  });
  return sum / labels.length;
}

/**
 * Slope of the loss along a variable's own gradient, and what it should be: its length. ReLU's corners make it differ by
 * some hundredths near the stem.
 */
async function slopes(network: ResidualNetwork, trainer: Trainer, names: readonly string[]) {
  const { rows, labels, targets } = scatteredBatch(network);
  const start = new Map([...trainer.state()].map(([name, { data }]) => [name, data.slice()]));
  const lossAt = async (changed: string, values: Float32Array) => {
    trainer.restore((name) => (name === changed ? values : start.get(name)), []);
    const { logits } = await trainer.step(rows, targets, 0);
    return lossOf(logits, labels, network.classes);
  };
  await trainer.step(rows, targets, 0);
  const gradients = new Map(
    names.map((name) => [name, trainer.state().get(velocityOf(name))?.data.slice()]),
  );
  const found: { name: string; slope: number; length: number }[] = [];
  for (const name of names) {
    const gradient = gradients.get(name) as Float32Array;
    const weight = start.get(name) as Float32Array;
    const length = Math.hypot(...gradient);
    const far = Math.min(1e-3 / length, 1e-3 * Math.hypot(...weight) + 1e-4);
    const moved = (by: number) => weight.map((value, i) => value + (by * gradient[i]) / length);
    const above = await lossAt(name, moved(far));
    const below = await lossAt(name, moved(-far));
    found.push({ name, slope: (above - below) / (2 * far), length });
  }
  return found;
}

for (const name of ["resnet18-7x7", "bottleneck-7x7"]) {
  test(`${name}: the loss rises along each gradient as steeply as the gradient is long`, async () => {
    const network = openTrained(name);
    const trainer = await trainerOf(network, 16);
    const names = [...trainer.state().keys()].filter((key) => trainer.state().has(velocityOf(key)));
    const picked = names.filter((_, i) => i % 11 === 0 || i < 3 || i > names.length - 4);
    for (const { name, slope, length } of await slopes(network, trainer, picked)) {
      assert.ok(Math.abs(slope / length - 1) < 0.1, `${name}: ${slope}, gradient ${length}`);
    }
    await trainer.close();
  });
}
