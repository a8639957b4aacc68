import assert from "node:assert/strict";
import fs, { copyFileSync, readFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { InputError } from "../../../lib/files";
import { type NpyData, readHashedNpy, readNpy, writeNpy } from "../../../lib/files/outputs";
import { scratch } from "./scratch";

const folder = path.join("test", "fixtures", "artefacts");
const golden = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8"));

const types: Record<string, new (values: number[]) => NpyData> = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  empty: Float32Array,
};

for (const [name, type] of Object.entries(types)) {
  const { shape, values } = golden.arrays[name];

  test(`writeNpy gives numpy.save's own bytes (${name})`, (t) => {
    const file = scratch(t, "array.npy");
    writeNpy(file, { data: new type(values), shape });
    assert.deepEqual(readFileSync(file), readFileSync(path.join(folder, `${name}.npy`)));
  });

  test(`readNpy reads what numpy.save wrote (${name})`, () => {
    const array = readNpy(path.join(folder, `${name}.npy`));
    assert.ok(array.data instanceof type);
    assert.deepEqual([...array.data], values);
    assert.deepEqual(array.shape, shape);
  });
}

test("readNpy refuses types and orders that artefacts never have, naming them", () => {
  assert.throws(() => readNpy(path.join(folder, "fortran.npy")), /found <f4 in Fortran order/);
  assert.throws(() => readNpy(path.join(folder, "int64.npy")), /found <i8 in C order/);
});

test("readNpy refuses a file cut anywhere", (t) => {
  const whole = path.join(folder, "float32.npy");
  const { length } = readFileSync(whole);
  const file = scratch(t, "cut.npy");
  for (let keep = 0; keep < length; keep += 5) {
    copyFileSync(whole, file);
    truncateSync(file, keep);
    assert.throws(() => readNpy(file), InputError, `${keep} bytes kept`);
  }
});

test("writeNpy refuses a shape that does not hold the elements", (t) => {
  const file = scratch(t, "array.npy");
  assert.throws(
    () => writeNpy(file, { data: new Float32Array(5), shape: [2, 3] }),
    /holds 6 elements, not 5/,
  );
});

test("an array is written and read in pieces: neither a hash nor a file takes 2 GiB at once", (t) => {
  const file = scratch(t, "array.npy");
  const lengths: number[] = [];
  const { writeSync, readSync } = fs;
  t.mock.method(fs, "writeSync", (...given: Parameters<typeof writeSync>) => {
    const done = writeSync(...given);
    lengths.push(done);
    return done;
  });
  t.mock.method(fs, "readSync", (...given: Parameters<typeof readSync>) => {
    const done = readSync(...given);
    lengths.push(done);
    return done;
  });
  const data = new Float32Array(18 << 20);
  data[data.length - 1] = 7;
  const sha256 = writeNpy(file, { data, shape: [18, 1 << 20] });
  const there = readHashedNpy(file);
  assert.equal(there.sha256, sha256);
  assert.deepEqual([there.shape, there.data.at(-1)], [[18, 1 << 20], 7]);
  assert.ok(Math.max(...lengths) <= 1 << 26, `${Math.max(...lengths)} bytes at once`);
});
