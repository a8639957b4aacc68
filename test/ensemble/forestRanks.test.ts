import assert from "node:assert/strict";
import { test } from "node:test";
import { argsortFloats } from "../../lib/ensemble/forest/argsortFloats";
import { rankColumns } from "../../lib/ensemble/forest/rankedColumns";
import { fromColumns } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";

test("argsortFloats orders negative, zero, tiny and huge values, ties by row", () => {
  const rng = new MT19937(5);
  const values = Float32Array.from({ length: 3000 }, () => {
    const size = 10 ** (rng.interval(60) - 30);
    return Math.round((rng.double() - 0.5) * 20) * size;
  });
  const expected = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b);
  assert.deepEqual(argsortFloats(values.map((value) => value || 0)), expected);
});

test("ranks name distinct float32 values, and -0 is 0", () => {
  const ranked = rankColumns(
    fromColumns([
      [0.5, -0, 0.5, 0],
      [0.1, 0.1 + 1e-12, -7, 3],
    ]),
  );
  assert.deepEqual([...ranked.ranks], [1, 0, 1, 0, 1, 1, 0, 2]);
  assert.deepEqual([...ranked.starts], [0, 2, 5]);
  const f32 = Math.fround;
  assert.deepEqual([...ranked.values.subarray(0, 5)].map(Math.abs), [0, 0.5, 7, f32(0.1), 3]);
});
