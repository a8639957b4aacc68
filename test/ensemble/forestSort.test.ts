import assert from "node:assert/strict";
import { test } from "node:test";
import { KeySorter } from "../../lib/ensemble/forest/sortKeys";
import { MT19937 } from "../../lib/numeric/random";

for (const [n, smallest, largest] of [
  [1, 5, 5],
  [24, 0, 3],
  [25, 0, 3],
  [25, 9, 9],
  [100, 0, 60000],
  [256, 2000000, 6000000],
  [257, 0, 100],
  [500, 1000, 1001],
  [5000, 7, 60000],
  [5000, 2000000, 6000000],
]) {
  test(`sorts ${n} keys with ranks ${smallest} .. ${largest} by rank, payload along`, () => {
    const rng = new MT19937(n);
    const keys = Int32Array.from({ length: n }, () => {
      const rank = smallest + rng.interval(largest - smallest);
      return (rank << 7) | (rank % 128);
    });
    const expected = keys.slice().sort();
    assert.deepEqual(new KeySorter(n).sort(keys, n, 7, smallest, largest), expected);
  });
}
