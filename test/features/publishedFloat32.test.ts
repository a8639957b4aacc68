import assert from "node:assert/strict";
import { test } from "node:test";
import { extractFeatures, publishedFeatures } from "../../lib/features";
import golden from "../fixtures/features/float32.json";

/** Numbers of float32 whose bits are given. */
const fromBits = (bits: readonly number[]) => new Float32Array(Int32Array.from(bits).buffer);

/** Units in the last place between two float32. */
function units(a: number, b: number): number {
  const [i, j] = new Int32Array(Float32Array.of(a, b).buffer);
  return Math.abs(i - j);
}

const cases = golden.cases.map(({ classes, logits, labels, columns }) => {
  const rows = labels.length;
  const [data, y] = [fromBits(logits), Int32Array.from(labels)];
  const expected: Record<string, Float32Array> = {};
  for (const [name, bits] of Object.entries(columns)) expected[name] = fromBits(bits);
  return { classes, rows, logits: { data, rows, classes }, y, expected };
});

for (const { classes, rows, logits, y, expected } of cases) {
  const { names, columns } = publishedFeatures(logits, y);
  const saturated = [...expected.true_class_prob.keys()].filter(
    (i) => expected.true_class_prob[i] === 1,
  );

  test(`${classes} classes: torch's float32, bit for bit but for the logarithm's last`, () => {
    assert.deepEqual(names, Object.keys(expected));
    for (const name of names) {
      const allowed = /loss|entropy/.test(name) ? 4 : 0;
      for (let i = 0; i < rows; i++) {
        const apart = units(columns[name][i], expected[name][i]);
        assert.ok(apart <= allowed, `${name}, row ${i}: ${apart} units apart`);
      }
    }
  });

  test(`${classes} classes: rows tie where torch's tie, those that saturate among them`, () => {
    assert.ok(saturated.length >= 5, "the fixture has saturated rows");
    for (const i of saturated) {
      assert.equal(columns.true_class_prob[i], 1);
      assert.equal(columns.sample_loss[i], 0);
    }
    for (const name of names) {
      assert.equal(new Set(columns[name]).size, new Set(expected[name]).size, name);
    }
  });
}

test("float64 tells apart what float32 does not", () => {
  const { logits, y } = cases[2];
  const count = (values: Float64Array) => new Set(values).size;
  const [single, double] = [publishedFeatures(logits, y), extractFeatures(logits, y)];
  for (const name of ["sample_loss", "true_class_prob", "top2_conf_margin"]) {
    assert.ok(count(single.columns[name]) < count(double.columns[name]), name);
  }
});

test("float32 values are what is handed on", () => {
  const { logits, y } = cases[3];
  for (const column of Object.values(publishedFeatures(logits, y).columns)) {
    assert.deepEqual(column, Float64Array.from(column, Math.fround));
  }
});
