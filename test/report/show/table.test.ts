import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "arquero";
import { frame, showTable } from "../../../lib/report/show";
import { formatValue } from "../../../lib/report/show/formatValue";
import { printed, published } from "./printed";

const rows = [
  { model: "RF", auc: 0.67154, n: 4000, note: null },
  { model: 'a<b>&"c"', auc: 1e-7, n: 12, note: "x" },
];

test("outside of a notebook a table is printed: numbers to the right, texts to the left", async () => {
  assert.equal(
    await printed(() => showTable(rows, { caption: "Validation", digits: 3 })),
    [
      "Validation",
      "model          auc     n  note",
      "RF           0.672  4000",
      'a<b>&"c"  1.000e-7    12  x',
    ].join("\n"),
  );
});

test("a table of clock times is marked as one, another is not", async () => {
  const [timed] = await published(() => showTable(rows, { timed: true }));
  const [other] = await published(() => showTable(rows));
  assert.deepEqual([timed.metadata, other.metadata], [{ timed: true }, undefined]);
});

test("in a notebook it is HTML with its text beside it, and nothing in it is markup", async () => {
  const [{ data }] = await published(() => showTable(rows, { caption: "<i>" }));
  assert.match(
    data["text/html"],
    /^<table>\n<caption>&lt;i&gt;<\/caption>\n<thead><tr><th align="left">model/,
  );
  assert.match(data["text/html"], /<td align="left">a&lt;b&gt;&amp;&quot;c&quot;<\/td>/);
  assert.match(data["text/html"], /<td align="right">0.6715<\/td>/);
  assert.doesNotMatch(data["text/html"], /style|class|color/);
  assert.match(data["text/plain"], /^<i>\nmodel/);
});

test("rows, columns, danfo frames and arquero tables show the same", async () => {
  const columns = { id: ["a", "b"], phi: Float64Array.of(0.5, 2), label: Int32Array.of(3, 4) };
  const asRows = [
    { id: "a", phi: 0.5, label: 3 },
    { id: "b", phi: 2, label: 4 },
  ];
  const expected = "id     phi  label\na   0.5000      3\nb        2      4";
  for (const data of [columns, asRows, frame(columns), table(columns)]) {
    assert.equal(await printed(() => showTable(data)), expected);
  }
});

test("rows beyond the wanted number are counted, not shown", async () => {
  const columns = { i: Int32Array.from({ length: 2000 }, (_, i) => i) };
  assert.equal(await printed(() => showTable(columns, { rows: 2 })), "i\n0\n1\n2 of 2,000 rows");
});

test("an empty table shows its names", async () => {
  assert.equal(await printed(() => showTable({ a: [], b: [] })), "a  b");
});

test("columns of different length are refused by name", () => {
  assert.throws(() => showTable({ a: [1], b: [] }), /column b: found 0 rows, expected 1 as in a/);
});

test("values are as short as their reader can use", () => {
  assert.equal(formatValue(3, 4), "3");
  assert.equal(formatValue(-0.00001234, 4), "-1.2340e-5");
  assert.equal(formatValue(12345678901.5, 2), "1.23e+10");
  assert.equal(formatValue(Number.NaN, 4), "NaN");
  assert.equal(formatValue([0.5, null, "x"], 2), "[0.50, , x]");
  assert.equal(formatValue(Float64Array.of(1, 0.25), 2), "[1, 0.25]");
  assert.equal(formatValue({ a: 1 }, 2), '{"a":1}');
  assert.equal(formatValue(true, 2), "true");
});

test("rows that have names show them: danfo's describe", async () => {
  const described = frame({ phi: [1, 2, 3] }).describe();
  const text = await printed(() => showTable(described, { digits: 1 }));
  assert.match(text, /^ +phi$/m);
  assert.match(text, /^mean +2$/m);
  assert.match(text, /^max +3$/m);
});
