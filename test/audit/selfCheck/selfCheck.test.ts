import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { SelfCheckOptions } from "../../../lib/audit/selfCheck";
import { AS_STORED, prepareImages } from "../../../lib/inference";
import { check, close, declared, images, misread } from "./check";
import * as planted from "./planted";

const { network, dataset } = planted;
after(close);

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
