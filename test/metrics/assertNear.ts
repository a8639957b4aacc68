import assert from "node:assert/strict";

/** Asserts that numbers agree, relative where the expected one is above 1 in size. */
export function assertNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  assert.equal(actual.length, expected.length, "length");
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
    assert.ok(error <= tolerance, `[${i}]: ${actual[i]} is not ${expected[i]}`);
  }
}
