import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { columnsOf, describeColumns, frame } from "../../../lib/report/show";
import { danfoStatistics } from "../../../lib/report/show/danfoStatistics";

const predictors = () =>
  frame({
    id: ["007", "010101"],
    label: Int32Array.of(4, 5),
    phi: Float64Array.of(1, 2.5),
    probability: Float32Array.of(0.5, 0.25),
    right: [true, false],
  });

test("each column has the type of what it holds, whatever its first rows look like", () => {
  assert.deepEqual(predictors().dtypes, ["string", "int32", "float32", "float32", "boolean"]);
  assert.deepEqual(predictors().id.values, ["007", "010101"]);
  const late = frame({ x: [...new Array(100).fill(1), 0.5] });
  assert.deepEqual(late.dtypes, ["float32"]);
});

test("float64 values come back unchanged", () => {
  const values = Float64Array.of(Math.PI, 1e-300, -0, Number.NaN, Number.POSITIVE_INFINITY);
  assert.deepEqual(columnsOf(frame({ x: values })).x, values);
});

test("what a person edits in the frame is what comes back, whichever way it was edited", () => {
  const df = predictors();
  df.phi = df.phi.mul(2);
  assert.deepEqual([...columnsOf(df, ["phi"]).phi], [2, 5]);
  df.phi = [7, 8];
  assert.deepEqual([...columnsOf(df, ["phi"]).phi], [7, 8]);
  df.addColumn("phi", [9, 10], { inplace: true });
  assert.deepEqual([...columnsOf(df, ["phi"]).phi], [9, 10]);
  (df.values as number[][])[0][2] = 11;
  assert.deepEqual([...columnsOf(df, ["phi"]).phi], [11, 10]);
  df.addColumn("extra", [1, 2], { inplace: true });
  assert.deepEqual([...columnsOf(df, ["extra"]).extra], [1, 2]);
  const dropped = df.drop({ columns: ["label"] });
  assert.deepEqual([...columnsOf(dropped, ["phi"]).phi], [11, 10]);
});

test("more rows than are read at a time come back whole", () => {
  const id = Array.from({ length: 1300 }, (_, i) => i);
  const columns = columnsOf(frame({ id, half: Float64Array.from(id, (i) => i / 2) }));
  assert.deepEqual([...columns.id], id);
  assert.deepEqual(
    [...columns.half],
    id.map((i) => i / 2),
  );
});

test("columns come in the order asked for; true and false are 1 and 0", () => {
  const columns = columnsOf(predictors(), ["right", "label"]);
  assert.deepEqual(Object.keys(columns), ["right", "label"]);
  assert.deepEqual([...columns.right], [1, 0]);
});

test("a missing column, a value that is no number and a name of danfo's own are refused", () => {
  assert.throws(
    () => columnsOf(predictors(), ["fi"]),
    /no column is named fi; known are: id, label/,
  );
  assert.throws(() => columnsOf(predictors(), ["id"]), /column id, row 0: found "007", expected a/);
  assert.throws(() => frame({ values: [1] }), /column values: danfo uses this name itself/);
  assert.throws(() => frame({ a: [1], b: [1, 2] }), /column b: found 2 rows, expected 1 as in a/);
});

test("20,000 rows of 54 columns go through a frame and back in little time and memory", (t) => {
  const names = Array.from({ length: 54 }, (_, j) => `prob_${j}`);
  const values = Float64Array.from({ length: 20_000 }, (_, i) => i / 3);
  const columns = Object.fromEntries(names.map((name) => [name, values]));
  frame({ warm: [1] });
  const before = process.memoryUsage().rss;
  const { user } = process.cpuUsage();
  const back = columnsOf(frame(columns));
  const seconds = (process.cpuUsage().user - user) / 1e6;
  const megabytes = (process.memoryUsage().rss - before) / 1e6;
  t.diagnostic(`${seconds.toFixed(2)} s of processor time, ${megabytes.toFixed(0)} MB more`);
  assert.deepEqual(back.prob_53, values);
  assert.ok(seconds < 2, `${seconds} s`);
  assert.ok(megabytes < 250, `${megabytes} MB`);
});

test("describeColumns says what danfo's describe says of the same columns", () => {
  const phi = Float64Array.of(3, -1, 2.5, 0, 7);
  const odd: Record<string, Float64Array> = { phi, margin: phi.map((x) => x * x) };
  for (const columns of [odd, { phi: phi.subarray(1) }]) {
    const df = frame(columns);
    const [own, danfo] = [describeColumns(df), df.describe()];
    assert.deepEqual([own.index, own.columns], [danfo.index, danfo.columns]);
    const values = danfo.values as number[][];
    (own.values as number[][]).flat().forEach((value, i) => {
      assert.ok(Math.abs(value - values.flat()[i]) < 1e-12, `${own.index[i]}: ${value}`);
    });
  }
  assert.deepEqual(describeColumns(frame({ a: [1, 2], b: [3, 4] }), ["b"]).columns, ["b"]);
  const gap = describeColumns(frame({ a: Float64Array.of(3, Number.NaN, 1, 2) }));
  const [, mean, , min, median] = (gap.values as number[][]).flat();
  assert.deepEqual([mean, min, median], [Number.NaN, 1, 2.5]);
});

test("danfo's statistics of finite numbers have mathjs's own bits and do not read it; others are its own", () => {
  const place = path.dirname(require.resolve("danfojs-node"));
  const file = require.resolve("mathjs", { paths: [place] });
  const columns = { a: Float64Array.from({ length: 101 }, (_, i) => Math.sin(i * i)) };
  frame(columns).describe();
  assert.equal(require.cache[file], undefined);

  const mathjs = require(file);
  const own = danfoStatistics(() => mathjs);
  const lists = [
    [3],
    [1, 1],
    [2.5, -1, 7],
    Array.from(columns.a),
    Array.from({ length: 400 }, (_, i) => Math.cos(i)),
  ];
  for (const list of lists) {
    for (const name of ["mean", "median", "mode", "std", "variance"] as const) {
      assert.deepEqual(own[name](list), mathjs[name](list), `${name} of ${list.length}`);
    }
  }
  assert.deepEqual(
    own.mean(
      [
        [1, 2],
        [3, 6],
      ],
      0,
    ),
    [2, 4],
  );
  assert.equal(own.std([1, Number.NaN]), Number.NaN);
  assert.throws(() => own.median([]), /median/);
});
