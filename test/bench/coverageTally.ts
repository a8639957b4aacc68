import type { Interval } from "../../lib/metrics";

/** How often one kind of interval held the truth. */
export class Tally {
  private intervals = 0;
  private missing = 0;
  private tooLow = 0;
  private tooHigh = 0;
  private width = 0;

  constructor(
    readonly name: string,
    readonly truth: number,
  ) {}

  /** Counts one interval; null is counted as missing and left out of the rates. */
  add(interval: Interval | null): void {
    if (interval === null) {
      this.missing++;
      return;
    }
    const [low, high] = interval;
    this.intervals++;
    this.width += high - low;
    if (high < this.truth) this.tooLow++;
    else if (low > this.truth) this.tooHigh++;
  }

  /** Share of intervals that held the truth. */
  get coverage(): number {
    return 1 - (this.tooLow + this.tooHigh) / this.intervals;
  }

  /** Cells of a table: name, truth, coverage with its standard error, misses, width, missing. */
  cells(): string[] {
    const n = this.intervals;
    const error = Math.sqrt((this.coverage * (1 - this.coverage)) / n);
    return [
      this.name,
      this.truth.toFixed(4),
      `${this.coverage.toFixed(3)} ± ${error.toFixed(3)}`,
      (this.tooLow / n).toFixed(3),
      (this.tooHigh / n).toFixed(3),
      (this.width / n).toFixed(4),
      String(this.missing),
    ];
  }
}
