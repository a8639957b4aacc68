import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type SelfCheckOptions, selfCheck } from "../../../lib/audit/selfCheck";
import { AS_STORED, openEngine, type Preprocessing, prepareImages } from "../../../lib/inference";
import { type Network, withStem } from "../../../lib/network";
import * as planted from "./planted";

const { network, dataset, membership, right } = planted;
const resolved = { ...right, source: "test", file: "data/normalization.json" };
const opened: Promise<{ close(): Promise<void> }>[] = [];
const open = (of: Network) => {
  const engine = openEngine(of, { engine: "auto", threads: 1 });
  opened.push(engine);
  return engine;
};
const engine = open(network);
after(async () => {
  for (const one of opened) await (await one).close();
  dataset.close();
});

async function check(changes: Partial<SelfCheckOptions> = {}) {
  return selfCheck({
    network,
    engine: changes.network ? await open(changes.network) : await engine,
    normalization: resolved,
    dataset,
    membership,
    seed: 42,
    rows: 96,
    ...changes,
  });
}

const declared = (changes: Partial<Preprocessing>): Partial<SelfCheckOptions> => {
  const preprocessing = { ...AS_STORED, ...changes };
  return { preprocessing };
};
const images = (source: typeof dataset.images) => ({ dataset: { ...dataset, images: source } });
const normalization = (mean: number[], std: number[]) => ({
  normalization: { mean, std, source: "test", file: null },
  modelPath: "data/model.pt",
  rows: 320,
});
const misread = { ...network.classifier, weight: network.classifier.weight.slice().fill(0.01) };

const misreadings: Record<string, [Partial<SelfCheckOptions>, RegExp]> = {
  "max-pool dropped": [
    { network: withStem(network, { stride: 2, maxPool: false }), rows: 48 },
    /"stride2-maxpool"/,
  ],
  "stride 1 and no pool": [
    { network: withStem(network, { stride: 1, maxPool: false }), rows: 40 },
    /"stride2-maxpool"/,
  ],
  "published normalisation": [
    normalization([0.298, 0.2962, 0.2987], [0.2886, 0.2875, 0.2889]),
    /Give mean \[0.505, 0.5052, 0.4976\]/,
  ],
  "no normalisation": [normalization([0, 0, 0], [1, 1, 1]), /Give mean \[0.505, 0.5052, 0.4976\]/],
  "stored at 64 x 64": [
    { ...images(planted.storedAt(64)), rows: 48 },
    /preprocessing \{"resize":\[32,32\]\}/,
  ],
  "stored at 28 x 28": [images(planted.storedAt(28)), /preprocessing \{"resize":\[32,32\]\}/],
  "normalised tensors, normalised again": [
    images(planted.normalised("intensities")),
    /Give mean \[0, 0, 0\] and std \[1, 1, 1\]/,
  ],
  "intensities taken for normalised": [
    { ...images(planted.intensities("normalised")), normalization: resolved },
    /Give preprocessing \{"values": "0-1"\} and mean \[0.505, 0.5052/,
  ],
  "weights beside the right ones": [
    {
      network: { ...network, classifier: misread },
      otherWeights: [{ name: "ema", open: () => network }],
    },
    /weights "ema"/,
  ],
};

for (const [what, [changes, parameter]] of Object.entries(misreadings)) {
  test(`a planted misreading is found and the parameter named: ${what}`, async () => {
    const { warns, verdict } = await check(changes);
    assert.ok(warns, verdict);
    assert.match(verdict, /^\*\*Warning: another reading is better beyond chance/);
    assert.match(verdict, parameter);
  });
}

const resized = prepareImages(
  planted.storedAt(64),
  { ...AS_STORED, resize: { size: 32, method: "bilinear", antialias: true } },
  "test",
);
const turnedBack = prepareImages(planted.storedAsBgr, { ...AS_STORED, channels: "BGR" }, "test");

const rightReadings: Record<string, Partial<SelfCheckOptions>> = {
  "as stored": {},
  "another sample": { seed: 1 },
  "a third sample": { seed: 2 },
  "a large sample": { seed: 3, rows: 400 },
  "a small sample": { seed: 4, rows: 48 },
  "floats from 0 to 1": images(planted.intensities("intensities")),
  "normalised tensors, taken as they are": images(planted.normalised("normalised")),
  "stored at 64 x 64 and resized as declared": {
    dataset: { ...dataset, images: resized, stored: planted.storedAt(64) },
    ...declared({ resize: { size: 32, method: "bilinear", antialias: true } }),
  },
  "stored as BGR and turned as declared": {
    dataset: { ...dataset, images: turnedBack, stored: planted.storedAsBgr },
    ...declared({ channels: "BGR" }),
  },
  "worse weights beside": {
    otherWeights: [{ name: "old", open: () => ({ ...network, classifier: misread }) }],
  },
};

for (const [what, changes] of Object.entries(rightReadings)) {
  test(`a right reading is not warned of: ${what}`, async () => {
    const { warns, verdict, readings } = await check(changes);
    assert.ok(!warns, verdict);
    assert.ok(readings.length >= 13);
  });
}

test("labels that do not belong to the images are near chance, and no other reading helps", async () => {
  const labels = dataset.labels.map((_, row) => (row * 7) % 10);
  const { warns, verdict } = await check({ dataset: { ...dataset, labels } });
  assert.ok(warns);
  assert.match(verdict, /^\*\*Warning: near chance: .* none is better beyond chance/);
});

test("a reading that is named keeps what else was declared", async () => {
  const { verdict } = await check({
    ...images(planted.storedAt(64)),
    ...declared({ input: "tensor", values: "0-1" }),
    rows: 40,
  });
  assert.match(
    verdict,
    /Give preprocessing \{"values":"0-1","input":"tensor","resize":\[32,32\]\}/,
  );
});

test("the same seed draws the same rows, so that a check can be repeated", async () => {
  assert.deepEqual(await check(), await check());
});
