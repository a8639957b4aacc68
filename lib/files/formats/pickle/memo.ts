/**
 * What a pickle keeps to recall by number. Writers count up from 0, so most of it is an array, which
 * is several times quicker than a Map; numbers out of turn, which a damaged or hostile file may
 * hold, do not widen it.
 *
 * @example
 * const memo = new Memo();
 * memo.set(0, "a");
 * memo.get(0); // "a"
 */
export class Memo {
  private readonly counted: unknown[] = [];
  private readonly others = new Map<number, unknown>();

  /** Numbers in use. */
  get size(): number {
    return this.counted.length + this.others.size;
  }

  has(index: number): boolean {
    return index < this.counted.length || this.others.has(index);
  }

  get(index: number): unknown {
    return index < this.counted.length ? this.counted[index] : this.others.get(index);
  }

  /** @param index a whole number from 0 */
  set(index: number, value: unknown): void {
    if (index > this.counted.length) {
      this.others.set(index, value);
      return;
    }
    if (index === this.counted.length) this.others.delete(index);
    this.counted[index] = value;
  }
}
