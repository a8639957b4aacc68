import assert from "node:assert/strict";

/** Asserts that two arrays are of one length and nowhere differ by more than the tolerance. */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    assert.ok(difference <= tolerance, `entry ${i} is ${actual[i]}, expected ${expected[i]}`);
  }
}
