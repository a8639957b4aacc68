import assert from "node:assert/strict";
import test from "node:test";
import { firstNotFinite } from "../../lib/files";
import { MemoryStorage } from "../../lib/files/formats/tensor/storage";
import { Tensor } from "../../lib/files/formats/tensor/tensor";
import { valueRange } from "../../lib/files/images/valueRange";

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test("the first value that is not finite is found wherever it is", () => {
  assert.equal(firstNotFinite(new Float32Array(0)), -1);
  for (const length of [1, 4096, 4097, 10000]) {
    const values = new Float32Array(length).fill(-3.4e38);
    assert.equal(firstNotFinite(values), -1, `${length} finite values`);
    for (const value of bad) {
      const at = length - 1;
      values[at] = value;
      assert.equal(firstNotFinite(values), at, `${value} last of ${length}`);
      values[at] = 0;
    }
  }
});

test("an image's range counts every value, however many there are", () => {
  const fail = (found: string): never => {
    throw new Error(found);
  };
  const rangeOf = (values: number[]) => {
    const storage = new MemoryStorage("float32", new Uint8Array(Float32Array.from(values).buffer));
    const image = new Tensor(storage, 0, [1, 1, values.length], [values.length, values.length, 1]);
    return valueRange({ length: 1, at: () => image }, fail);
  };
  for (const length of [1, 3, 4, 5, 8, 11]) {
    for (let at = 0; at < length; at++) {
      const put = (value: number) => Array.from({ length }, (_, i) => (i === at ? value : 1));
      const expected = { min: length === 1 ? 7 : 1, max: 7, whole: true };
      assert.deepEqual(rangeOf(put(7)), expected, `7 at ${at} of ${length}`);
      for (const value of bad) {
        assert.throws(() => rangeOf(put(value)), /NaN or infinity in image 0/);
      }
    }
  }
});
