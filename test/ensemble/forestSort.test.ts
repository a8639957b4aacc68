import assert from "node:assert/strict";
import { test } from "node:test";
import { rankColumns } from "../../lib/ensemble/forest/rankedColumns";
import { KeySorter } from "../../lib/ensemble/forest/sortKeys";
import { createWorkspace } from "../../lib/ensemble/forest/workspace";
import { MT19937, permutation } from "../../lib/numeric/random";

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

test("by counting, by a set and by digits the same positions come in the same order, again and again", () => {
  const rows = 3000;
  const X = { data: new Float64Array(rows), rows, cols: 1 };
  const { kernels, address, gathered, sorter } = createWorkspace(rankColumns(X));
  const { gathered: from, sorted: to, set, list } = address;
  const sorted = new Int32Array(gathered.buffer, to, rows);
  for (const n of [2, 3, 7, 8, 9, 31, 48, 64, 65, 500, 3000]) {
    for (const most of [n, rows]) {
      const positions = permutation(most, n).subarray(0, n);
      const expected = positions.slice().sort();
      gathered.set(positions);
      kernels.sortByCounting(from, from + 4 * n, to);
      assert.deepEqual(sorted.slice(0, n), expected, `${n} of ${most} by counting`);
      sorted.fill(-1);
      kernels.sortBySet(from, from + 4 * n, to, set, list, expected[0], expected[n - 1]);
      assert.deepEqual(sorted.slice(0, n), expected, `${n} of ${most} by a set`);
      sorter.sort(gathered, n, 0, expected[0], expected[n - 1]);
      assert.deepEqual(gathered.slice(0, n), expected, `${n} of ${most} by digits`);
    }
  }
});
