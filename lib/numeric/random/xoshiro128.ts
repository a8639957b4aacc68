/**
 * xoshiro128**: a generator about four times as fast as MT19937, for simulations that draw tens of
 * millions of numbers and that no Python run has to repeat by way of numpy.
 *
 * Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021); the four
 * words of state come from the seed through splitmix32 (MurmurHash3's finalizer).
 *
 * @throws RangeError if the seed is not an integer in 0 .. 2^32 - 1
 * @example
 * new Xoshiro128(42).uint32();
 */
export class Xoshiro128 {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`seed is ${seed}, expected an integer in 0 .. 4294967295`);
    }
    let state = seed | 0;
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      let word = state ^ (state >>> 16);
      word = Math.imul(word, 0x85ebca6b);
      word ^= word >>> 13;
      word = Math.imul(word, 0xc2b2ae35);
      return word ^ (word >>> 16);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next();
  }

  /** A generator that goes on where another has stopped. */
  static at(state: Int32Array): Xoshiro128 {
    const rng = new Xoshiro128(0);
    [rng.a, rng.b, rng.c, rng.d] = state;
    return rng;
  }

  /** The four words that all further numbers come from. */
  get state(): Int32Array {
    return Int32Array.of(this.a, this.b, this.c, this.d);
  }

  /** A uniform integer in 0 .. 2^32 - 1. */
  uint32(): number {
    const { b } = this;
    const product = Math.imul(b, 5);
    const word = Math.imul((product << 7) | (product >>> 25), 9);
    this.c ^= this.a;
    this.d ^= b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= b << 9;
    this.d = (this.d << 11) | (this.d >>> 21);
    return word >>> 0;
  }

  /**
   * As many draws with replacement as there are rows, each row equally likely (to within rows / 2^32), by `uint32`: a
   * number in a local variable takes half of what one in a field does.
   *
   * @param counts how often each row is drawn is put here. A row that is drawn 256 times would overflow its byte, at
   *   odds of 1 to 10^507
   * @example
   * new Xoshiro128(42).countDraws(new Uint8Array(3)); // [0, 2, 1]
   */
  countDraws(counts: Uint8Array): void {
    let { a, b, c, d } = this;
    const scale = counts.length / 2 ** 32;
    counts.fill(0);
    for (let i = 0; i < counts.length; i++) {
      const before = b;
      const product = Math.imul(b, 5);
      const word = Math.imul((product << 7) | (product >>> 25), 9);
      c ^= a;
      d ^= before;
      b ^= c;
      a ^= d;
      c ^= before << 9;
      d = (d << 11) | (d >>> 21);
      counts[Math.floor((word >>> 0) * scale)]++;
    }
    [this.a, this.b, this.c, this.d] = [a, b, c, d];
  }
}
