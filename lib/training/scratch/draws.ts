import { Xoshiro128 } from "../../numeric/random";

/** What weights are drawn from. */
export class Draws {
  private readonly generator: Xoshiro128;

  constructor(seed: number) {
    this.generator = new Xoshiro128(seed);
  }

  /** Normal numbers of mean 0, by Box and Muller. */
  normal(count: number, deviation: number): Float32Array {
    return Float32Array.from({ length: count }, () => {
      const radius = Math.sqrt(-2 * Math.log1p(-this.uniform()));
      return deviation * radius * Math.cos(2 * Math.PI * this.uniform());
    });
  }

  /** Numbers from -bound to bound. */
  even(count: number, bound: number): Float32Array {
    return Float32Array.from({ length: count }, () => bound * (2 * this.uniform() - 1));
  }

  private uniform(): number {
    return this.generator.uint32() / 2 ** 32;
  }
}
