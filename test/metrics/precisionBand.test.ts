import assert from "node:assert/strict";
import { test } from "node:test";
import { precisionAtTop, precisionBand } from "../../lib/metrics";
import { MT19937 } from "../../lib/numeric/random";

const random = new MT19937(3);
const n = 200;
const membership = Uint8Array.from({ length: n }, (_, i) => i % 2);
const scores = Float64Array.from(membership, (m) =>
  Math.round(8 * random.double() ** (m ? 0.7 : 1)),
);
const options = { seed: 42, replicates: 500 };
const ks = [10, 50, 200];

test("the band lies around the precision in the top k, and ends at the share of members", () => {
  const { k, precision, low, high } = precisionBand(membership, scores, ks, options);
  assert.equal(k, ks);
  ks.forEach((size, i) => {
    assert.equal(precision[i], precisionAtTop(membership, scores, size));
    assert.ok(low[i] <= precision[i] && precision[i] <= high[i]);
  });
  assert.ok(high[0] - low[0] > high[1] - low[1]);
  assert.deepEqual([low[2], high[2]], [0.5, 0.5], "all rows: the share that was kept");
});

test("the order of the rows does not matter, ties included", () => {
  const turned = Array.from({ length: n }, (_, i) => n - 1 - i);
  const one = precisionBand(membership, scores, ks, options);
  const other = precisionBand(
    turned.map((i) => membership[i]),
    turned.map((i) => scores[i]),
    ks,
    options,
  );
  assert.deepEqual(other, one);
});

test("scores that all members lead have a band of no width until the members are used up", () => {
  const ideal = Array.from(membership, (m, i) => m * 1000 + i);
  const { low, high } = precisionBand(membership, ideal, [10, 100, 150], options);
  assert.deepEqual([...low], [1, 1, 100 / 150]);
  assert.deepEqual([...high], [1, 1, 100 / 150]);
});

test("about 95 of 100 samples hold the precision of the population in their band", () => {
  const threshold = 30;
  let held = 0;
  for (let sample = 0; sample < 100; sample++) {
    const drawn = new MT19937(100 + sample);
    const rows = Uint8Array.from({ length: 300 }, (_, i) => i % 2);
    const values = Float64Array.from(rows, (m) => (m ? Math.sqrt(drawn.double()) : drawn.double()));
    const { low, high } = precisionBand(rows, values, [threshold], { seed: 1, replicates: 200 });
    // The top tenth of an even mix of densities 2x and 1 begins at x with 1 - (x^2 + x) / 2 = .1.
    const edge = (-1 + Math.sqrt(1 + 8 * 0.9)) / 2;
    const truth = (1 - edge ** 2) / 2 / 0.1;
    if (low[0] <= truth && truth <= high[0]) held++;
  }
  assert.ok(held >= 85, String(held));
});

test("k out of range is refused", () => {
  assert.throws(() => precisionBand(membership, scores, [0], options), /k: found 0/);
  assert.throws(() => precisionBand(membership, scores, [201], options), /k: found 201/);
});
