import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { MT19937, permutation, shuffle } from "../../../lib/numeric/random";
import golden from "../../fixtures/random/random.json";

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

for (const { seed, ...expected } of golden.seeds) {
  test(`seed ${seed} gives numpy's words and doubles`, () => {
    const words = new MT19937(seed);
    assert.deepEqual(
      draw(8, () => words.uint32()),
      expected.uint32,
    );
    const doubles = new MT19937(seed);
    const drawn = draw(1000, () => doubles.double());
    assert.deepEqual(drawn.slice(0, 8), expected.double);
    assert.equal(drawn[999], expected.double_1000);
  });

  test(`seed ${seed} gives numpy's integers below every bound`, () => {
    for (const [high, values] of Object.entries(expected.randint)) {
      const rng = new MT19937(seed);
      assert.deepEqual(
        draw(12, () => rng.interval(Number(high) - 1)),
        values,
        `bound ${high}`,
      );
    }
  });

  test(`seed ${seed} gives numpy's permutations`, () => {
    assert.deepEqual([...permutation(23, seed)], expected.permutation);
    const long = permutation(20000, seed);
    const digest = createHash("sha256").update(new Uint8Array(long.buffer)).digest("hex");
    assert.equal(digest, expected.permutation_20000_sha256);
  });
}

test("a generator passed on keeps its place", () => {
  const rng = new MT19937(3);
  const first = permutation(9, rng);
  assert.deepEqual([...first], [...permutation(9, 3)]);
  assert.notDeepEqual([...permutation(9, rng)], [...first]);
});

test("shuffle works in place and keeps the entries", () => {
  const values = Float64Array.of(5, 6, 7, 8);
  assert.equal(shuffle(values, new MT19937(1)), values);
  assert.deepEqual([...values].sort(), [5, 6, 7, 8]);
});

test("a seed outside 0 .. 2^32 - 1 is refused", () => {
  for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) {
    assert.throws(() => new MT19937(seed), /^RangeError: seed is .*, expected an integer in 0/);
  }
});
