import assert from "node:assert/strict";
import { test } from "node:test";
import { equalMassBins } from "../../../lib/report/figures/marks/equalMassBins";

const rows = (values: readonly number[], bins: number) =>
  equalMassBins(
    values.map((_, i) => i % 2),
    values,
    bins,
  ).map((bin) => bin.rows);

test("values that differ make bins of the same size", () => {
  const values = Array.from({ length: 100 }, (_, i) => i / 100);
  assert.deepEqual(rows(values, 10), Array(10).fill(10));
});

test("a tied block over a boundary leaves no bin of a row or two behind it", () => {
  const tied = [...Array(27).fill(0.3), 0.4, 0.5, ...Array(50).fill(0.6)];
  const rest = Array.from({ length: 21 }, (_, i) => 0.7 + i / 100);
  const sizes = rows([...tied, ...rest], 10);
  assert.ok(Math.min(...sizes) >= 5, sizes.join(" "));
  assert.equal(
    sizes.reduce((a, b) => a + b),
    100,
  );
});

test("rows left at the end join the last bin; constant predictions make one bin", () => {
  assert.deepEqual(rows([...Array(19).fill(0.1), 0.9], 2), [20]);
  assert.deepEqual(rows(Array(7).fill(0.5), 10), [7]);
});
