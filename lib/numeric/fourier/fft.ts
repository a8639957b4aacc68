/**
 * The discrete Fourier transform in place: X_k = sum over n of x_n exp(-2 pi i k n / N).
 *
 * @param real N numbers, N a power of two
 * @param imaginary as many
 * @throws RangeError if N is no power of two, or the parts differ in length
 * @see Cooley and Tukey (1965)
 * @example
 * fft(Float64Array.of(1, 0, 0, 0), new Float64Array(4)); // real: [1, 1, 1, 1]
 */
export function fft(real: Float64Array, imaginary: Float64Array): void {
  const { length } = real;
  if (imaginary.length !== length || length < 1 || !Number.isInteger(Math.log2(length))) {
    const found = `${length} real and ${imaginary.length} imaginary numbers`;
    throw new RangeError(`fft: found ${found}, expected as many of both, a power of two`);
  }
  reverseBits(real, imaginary);
  const cosines = new Float64Array(length / 2);
  const sines = new Float64Array(length / 2);
  for (let k = 0; k < length / 2; k++) {
    cosines[k] = Math.cos((2 * Math.PI * k) / length);
    sines[k] = -Math.sin((2 * Math.PI * k) / length);
  }
  for (let half = 1; half < length; half *= 2) {
    const stride = length / (2 * half);
    for (let start = 0; start < length; start += 2 * half) {
      for (let i = 0; i < half; i++) {
        const even = start + i;
        const odd = even + half;
        const cosine = cosines[i * stride];
        const sine = sines[i * stride];
        const re = real[odd] * cosine - imaginary[odd] * sine;
        const im = real[odd] * sine + imaginary[odd] * cosine;
        real[odd] = real[even] - re;
        imaginary[odd] = imaginary[even] - im;
        real[even] += re;
        imaginary[even] += im;
      }
    }
  }
}

/** Swaps each number with the one whose place has the same bits backwards. */
function reverseBits(real: Float64Array, imaginary: Float64Array): void {
  const { length } = real;
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [real[i], real[j]] = [real[j], real[i]];
    [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
  }
}
