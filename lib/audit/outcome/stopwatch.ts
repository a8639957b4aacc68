/**
 * Seconds that the stages of a run take, for the `stages` of metrics.json.
 *
 * @example
 * const clock = new Stopwatch();
 * const logits = await clock.time("inference", () => computeLogits(engine, images, options));
 * clock.seconds; // { inference: 1.93 }
 */
export class Stopwatch {
  readonly #seconds = new Map<string, number>();

  /** Runs the work and adds its seconds to the stage, also when it throws. */
  async time<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.add(stage, (performance.now() - start) / 1000);
    }
  }

  /** Adds seconds that were measured elsewhere. */
  add(stage: string, seconds: number): void {
    this.#seconds.set(stage, (this.#seconds.get(stage) ?? 0) + seconds);
  }

  /** Seconds by stage, to the millisecond, in the order in which the stages first ended. */
  get seconds(): Record<string, number> {
    const rounded = [...this.#seconds].map(([stage, s]) => [stage, Math.round(s * 1000) / 1000]);
    return Object.fromEntries(rounded);
  }
}
