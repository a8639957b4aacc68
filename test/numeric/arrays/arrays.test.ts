import assert from "node:assert/strict";
import { test } from "node:test";
import {
  argsort,
  column,
  columnsInTurn,
  fromColumns,
  namedColumns,
  SharedPool,
  sortAt,
  take,
  takeRows,
} from "../../../lib/numeric/arrays";
import { MT19937 } from "../../../lib/numeric/random";

test("fromColumns and column are inverse to each other", () => {
  const X = fromColumns([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.deepEqual([...X.data], [1, 4, 2, 5, 3, 6]);
  assert.deepEqual([...column(X, 1)], [4, 5, 6]);
});

test("columnsInTurn gives every column once and in its order, for every number of columns", () => {
  for (const cols of [0, 1, 7, 8, 9, 19]) {
    const columns = Array.from({ length: cols }, (_, j) => Float64Array.of(j, -j, j / 3));
    assert.deepEqual([...columnsInTurn(fromColumns(columns))], columns);
  }
});

test("namedColumns gives the columns back by name, and refuses too few names", () => {
  const columns = { a: Float64Array.of(1, 2), b: Float64Array.of(3, 4) };
  const X = fromColumns(Object.values(columns));
  assert.deepEqual(namedColumns(X, ["a", "b"]), columns);
  assert.throws(() => namedColumns(X, ["a"]), /names: found 1, expected one for each of 2 columns/);
});

test("fromColumns puts many rows side by side, whatever holds the columns", () => {
  const [rows, cols] = [1031, 7];
  const value = (i: number, j: number) => i + j / 8;
  const { data } = fromColumns(
    Array.from({ length: cols }, (_, j) => {
      const column = Float64Array.from({ length: rows }, (_, i) => value(i, j));
      return [column, [...column], Float32Array.from(column)][j % 3];
    }),
  );
  assert.deepEqual(
    [...data],
    Array.from({ length: rows * cols }, (_, k) => value(Math.floor(k / cols), k % cols)),
  );
});

test("fromColumns names the column whose length differs", () => {
  assert.throws(() => fromColumns([[1, 2], [3]]), /column 1 has 1 rows, column 0 has 2/);
});

test("takeRows keeps the order asked for and allows repeats", () => {
  const X = fromColumns([[1, 2, 3]]);
  assert.deepEqual([...takeRows(X, [2, 0, 2]).data], [3, 1, 3]);
});

test("take keeps the array's type", () => {
  const out = take(Int32Array.of(5, 6, 7), [2, 0]);
  assert.ok(out instanceof Int32Array);
  assert.deepEqual([...out], [7, 5]);
});

test("argsort is stable and refuses NaN", () => {
  assert.deepEqual([...argsort([2, 1, 2, 1])], [1, 3, 0, 2]);
  assert.deepEqual(
    [...argsort([Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY])],
    [2, 1, 0],
  );
  assert.throws(() => argsort([1, Number.NaN]), /row 1 is NaN/);
});

test("argsort puts many numbers of either sign and any size in the order of a comparison, equal ones as they came", () => {
  const rng = new MT19937(3);
  const odd = [0, -0, 5e-324, -5e-324, Number.MAX_VALUE, Number.POSITIVE_INFINITY, -1, -1e-300];
  const values = Float64Array.from({ length: 3000 }, (_, i) =>
    i % 3 === 0 ? odd[rng.interval(odd.length - 1)] : rng.double() - 0.5,
  );
  const rows = Int32Array.from(values, (_, i) => values.length - 1 - i);
  const compared = (order: Int32Array) =>
    [...order].sort((a, b) => (values[a] < values[b] ? -1 : Number(values[a] > values[b])));
  const ascending = Int32Array.from(values, (_, i) => i);
  assert.deepEqual([...argsort(values)], compared(ascending));
  assert.deepEqual([...argsort(values, rows)], compared(rows));
  assert.deepEqual([...argsort([1, 1, 0], Int32Array.of(2, 1, 0))], [2, 1, 0]);
});

test("sortAt puts into the places asked for what a sort puts there", () => {
  const rng = new MT19937(4);
  const mixed = Float64Array.from({ length: 999 }, (_, i) => (i % 4 === 0 ? 1 : rng.double()));
  for (const values of [mixed, mixed.slice().sort(), mixed.slice().sort().reverse()]) {
    const sorted = values.slice().sort();
    for (const places of [[0, 499, 500, 998], [7], [], [0, 0]]) {
      const found = sortAt(values.slice(), places);
      assert.deepEqual(
        places.map((place) => found[place]),
        places.map((place) => sorted[place]),
      );
    }
  }
});

test("a pool lends memory again once it is given back, and to no two at once", () => {
  const pool = new SharedPool();
  const [one, two] = [pool.take(6), pool.take(6)];
  assert.notEqual(one.buffer, two.buffer);
  assert.ok((one.buffer as unknown) instanceof SharedArrayBuffer);
  pool.giveBack(one);
  assert.notEqual(pool.take(7).buffer, one.buffer);
  const again = pool.take(4);
  assert.equal(again.buffer, one.buffer);
  assert.equal(again.length, 4);
  assert.notEqual(pool.take(4).buffer, one.buffer);
});
