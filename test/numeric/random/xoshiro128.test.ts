import assert from "node:assert/strict";
import { test } from "node:test";
import { Xoshiro128 } from "../../../lib/numeric/random";
import golden from "../../fixtures/metrics/intervals.json";

test("Xoshiro128 gives the published generator's numbers, its state from splitmix32", () => {
  for (const { seed, uint32 } of golden.xoshiro128) {
    const rng = new Xoshiro128(seed);
    assert.deepEqual(
      uint32.map(() => rng.uint32()),
      uint32,
    );
  }
});

test("Xoshiro128 refuses a seed that is no 32-bit unsigned integer", () => {
  for (const seed of [-1, 1.5, 2 ** 32, Number.NaN]) {
    assert.throws(() => new Xoshiro128(seed), /expected an integer in 0 \.\. 4294967295/);
  }
});
