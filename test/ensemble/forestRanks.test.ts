import assert from "node:assert/strict";
import { test } from "node:test";
import { growTree } from "../../lib/ensemble/forest/growTree";
import { rankColumns } from "../../lib/ensemble/forest/rankedColumns";
import { ranking } from "../../lib/ensemble/forest/rankKernel";
import { createWorkspace } from "../../lib/ensemble/forest/workspace";
import { fromColumns } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import { membershipTable } from "./membershipTable";

test("ranking orders negative, zero, tiny and huge values, ties by row", () => {
  const rng = new MT19937(5);
  const values = Float32Array.from({ length: 3000 }, () => {
    const size = 10 ** (rng.interval(60) - 30);
    return Math.round((rng.double() - 0.5) * 20) * size;
  });
  const expected = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b);
  const { places, sorted } = ranking(values.length)(
    Float64Array.from(values, (value) => value || 0),
  );
  assert.deepEqual(
    [...expected].map((row) => places[row]),
    [...expected.keys()],
  );
  assert.deepEqual(
    [...sorted],
    [...expected].map((row) => values[row] || 0),
  );
});

test("positions put each column's float32 values in ascending order, ties by row, and -0 is 0", () => {
  const ranked = rankColumns(
    fromColumns([
      [0.5, -0, 0.5, 0],
      [0.1, 0.1 + 1e-12, -7, 3],
    ]),
  );
  assert.deepEqual([...ranked.positions], [2, 0, 3, 1, 1, 2, 0, 3]);
  const f32 = Math.fround;
  const expected = [0, 0, 0.5, 0.5, -7, f32(0.1), f32(0.1), 3];
  assert.deepEqual(
    [...ranked.values].map((value) => value || 0),
    expected,
  );
});

test("positions in two and in four bytes give the same tree", () => {
  const { X, y } = membershipTable(1300, 14, 3);
  const columns = rankColumns(X);
  assert.ok(columns.positions instanceof Uint16Array);
  const wide = { ...columns, positions: Int32Array.from(columns.positions) };
  const options = {
    maxDepth: null,
    minSamplesSplit: 2,
    minSamplesLeaf: 2,
    maxFeatures: 4,
    featureThreshold: 1e-7,
    bootstrap: true,
  };
  const [short, long] = [columns, wide].map((ranked) =>
    growTree(createWorkspace(ranked), y, 5, options),
  );
  assert.ok(short.feature.length > 100);
  assert.deepEqual(long, short);
});
