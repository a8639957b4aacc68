import type { Interval } from "../../lib/metrics";
import { Hits } from "./hits";

/** How often one kind of interval held the truth. */
export class Tally {
  private readonly hits: Hits;

  constructor(
    readonly name: string,
    readonly truth: number,
  ) {
    this.hits = new Hits(name);
  }

  /** Counts one interval; null is counted as missing and left out of the rates. */
  add(interval: Interval | null): void {
    this.hits.add(interval, this.truth);
  }

  /** Share of intervals that held the truth. */
  get coverage(): number {
    return this.hits.coverage;
  }

  /** Cells of a table: name, truth, coverage with its standard error, misses, width, missing. */
  cells(): string[] {
    const [name, ...rates] = this.hits.cells();
    return [name, this.truth.toFixed(4), ...rates];
  }
}
