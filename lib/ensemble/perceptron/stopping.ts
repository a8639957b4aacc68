/**
 * Counts passes in which a figure did not get better by `tol`, and says when there were too many.
 *
 * @example
 * const patience = new Patience(1e-4, 10);
 * while (!patience.exhausted) patience.lower(trainOnce());
 */
export class Patience {
  private best: number | undefined;
  private waited = 0;

  /**
   * @param tol what counts as better
   * @param passes how many passes without betterment in a row are endured
   */
  constructor(
    private readonly tol: number,
    private readonly passes: number,
  ) {}

  /** Whether more passes than endured went by without betterment. */
  get exhausted(): boolean {
    return this.waited > this.passes;
  }

  /** Takes a figure that should fall, such as a loss. */
  lower(value: number): void {
    const { best = Number.POSITIVE_INFINITY } = this;
    this.waited = value > best - this.tol ? this.waited + 1 : 0;
    if (value < best) this.best = value;
  }

  /** Takes a figure that should rise, such as an accuracy; true if it is the best so far. */
  higher(value: number): boolean {
    const { best = Number.NEGATIVE_INFINITY } = this;
    this.waited = value < best + this.tol ? this.waited + 1 : 0;
    if (value > best) this.best = value;
    return value > best;
  }
}
