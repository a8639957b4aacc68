import assert from "node:assert/strict";
import { test } from "node:test";
import { fft } from "../../../lib/numeric/fourier";
import { Xoshiro128 } from "../../../lib/numeric/random";

const random = new Xoshiro128(1);
const drawn = (length: number) =>
  Float64Array.from({ length }, () => random.uint32() / 2 ** 31 - 1);

test("the transform is the sum that defines it, of one number and of many", () => {
  for (const length of [1, 2, 8, 64]) {
    const [real, imaginary] = [drawn(length), drawn(length)];
    const [re, im] = [real.slice(), imaginary.slice()];
    fft(re, im);
    for (let k = 0; k < length; k++) {
      let [a, b] = [0, 0];
      for (let n = 0; n < length; n++) {
        const angle = (-2 * Math.PI * ((k * n) % length)) / length;
        a += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
        b += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
      }
      assert.ok(Math.hypot(re[k] - a, im[k] - b) < 1e-12, `${length}, ${k}`);
    }
  }
});

test("the transform of the conjugate's conjugate gives back 65,536 numbers", () => {
  const length = 1 << 16;
  const [real, imaginary] = [drawn(length), drawn(length)];
  const [re, im] = [real.slice(), imaginary.slice()];
  fft(re, im);
  const conjugate = im.map((value) => -value);
  fft(re, conjugate);
  assert.ok(re.every((value, k) => Math.abs(value / length - real[k]) < 1e-12));
  assert.ok(conjugate.every((value, k) => Math.abs(-value / length - imaginary[k]) < 1e-12));
});

test("lengths that are no power of two, or differ, are refused", () => {
  for (const [one, other] of [
    [3, 3],
    [0, 0],
    [4, 2],
  ] as const) {
    assert.throws(() => fft(new Float64Array(one), new Float64Array(other)), RangeError);
  }
});
