import type { Interval } from "../../lib/metrics";

/** How often one kind of interval held a figure that is another one each time. */
export class Hits {
  private intervals = 0;
  private missing = 0;
  private below = 0;
  private above = 0;
  private width = 0;

  constructor(readonly name: string) {}

  /** Counts one interval; null is counted as missing and left out of the rates. */
  add(interval: Interval | null, figure: number): void {
    if (interval === null) {
      this.missing++;
      return;
    }
    const [low, high] = interval;
    this.intervals++;
    this.width += high - low;
    if (high < figure) this.below++;
    else if (low > figure) this.above++;
  }

  /** Share of intervals that held the figure. */
  get coverage(): number {
    return 1 - (this.below + this.above) / this.intervals;
  }

  /** Cells of a table: name, coverage with its standard error, misses, width, missing. */
  cells(): string[] {
    const n = this.intervals;
    if (n === 0) return [this.name, "", "", "", "", String(this.missing)];
    const error = Math.sqrt((this.coverage * (1 - this.coverage)) / n);
    return [
      this.name,
      `${this.coverage.toFixed(3)} ± ${error.toFixed(3)}`,
      (this.below / n).toFixed(3),
      (this.above / n).toFixed(3),
      (this.width / n).toFixed(4),
      String(this.missing),
    ];
  }
}
