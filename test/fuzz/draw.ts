import { Xoshiro128 } from "../../lib/numeric/random";

/** Seeded choices. */
export class Draw {
  private readonly source: Xoshiro128;

  /** The choices for file `number` of a campaign depend on nothing but these two. */
  constructor(seed: number, number: number) {
    this.source = new Xoshiro128((Math.imul(seed, 0x9e3779b1) ^ number) >>> 0);
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return this.source.uint32() % Math.max(1, count);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  /** A number that readers tend to get wrong. */
  edge(): number {
    return this.of([0, 1, 2, 127, 128, 255, 256, 65535, 65536, 2 ** 24, 2 ** 31 - 1, 2 ** 32 - 1]);
  }
}
