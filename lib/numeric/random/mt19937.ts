const WORDS = 624;
const PERIOD = 397;

/**
 * The Mersenne Twister MT19937, seeded and read exactly as numpy's legacy `RandomState(seed)`, so
 * that a seed written in a Python notebook names the same random numbers here.
 *
 * Source: Matsumoto and Nishimura, "Mersenne Twister" (1998); numpy/random/src/mt19937 and
 * numpy/random/src/distributions (random_interval).
 *
 * @throws RangeError if the seed is not an integer in 0 .. 2^32 - 1
 * @example
 * new MT19937(42).double(); // 0.3745401188473625
 */
export class MT19937 {
  private readonly state = new Int32Array(WORDS);
  private next = WORDS;

  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`seed is ${seed}, expected an integer in 0 .. 4294967295`);
    }
    this.state[0] = seed;
    for (let i = 1; i < WORDS; i++) {
      const previous = this.state[i - 1] ^ (this.state[i - 1] >>> 30);
      this.state[i] = Math.imul(1812433253, previous) + i;
    }
  }

  /** A uniform integer in 0 .. 2^32 - 1. */
  uint32(): number {
    return this.bits() >>> 0;
  }

  /** The same 32 bits as an integer with a sign, which takes no float64 to hold. */
  private bits(): number {
    if (this.next === WORDS) this.twist();
    let y = this.state[this.next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /**
   * A uniform integer in 0 .. `max`, by numpy's masked rejection: draws are cut to the bits that
   * `max` needs and those above it are drawn again. `RandomState.randint(low, high)` is
   * `low + interval(high - low - 1)`.
   *
   * @param max an integer in 0 .. 2^32 - 1; 0 draws nothing
   */
  interval(max: number): number {
    if (max === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(max);
    if (max <= 0x7fffffff) {
      let value = this.bits() & mask;
      while (value > max) value = this.bits() & mask;
      return value;
    }
    for (;;) {
      const value = (this.uint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  /** A uniform number in [0, 1) with 53 random bits: numpy's `random_sample()`. */
  double(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  private twist(): void {
    const { state } = this;
    const mix = (i: number, following: number, other: number) => {
      const y = (state[i] & 0x80000000) | (state[following] & 0x7fffffff);
      state[i] = state[other] ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
    };
    const wrapped = WORDS - PERIOD;
    for (let i = 0; i < wrapped; i++) mix(i, i + 1, i + PERIOD);
    for (let i = wrapped; i < WORDS - 1; i++) mix(i, i + 1, i - wrapped);
    mix(WORDS - 1, 0, WORDS - 1 - wrapped);
    this.next = 0;
  }
}
