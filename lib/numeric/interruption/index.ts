/** Where lib/kernel leaves what it knows of interrupts; nothing outside of a notebook, or in a worker. */
const SIGNAL = Symbol.for("mia-notebooks.signal");
const GUARD = Symbol.for("mia-notebooks.guard");

interface Kernel {
  readonly [SIGNAL]?: () => AbortSignal | undefined;
  readonly [GUARD]?: <T>(work: () => T) => T;
}

function signal(): AbortSignal | undefined {
  return (globalThis as Kernel)[SIGNAL]?.();
}

/**
 * Ends the work at hand if the cell that asked for it was interrupted.
 *
 * @throws Error of the name "Interrupted" if it was
 * @example
 * for (const batch of batches) {
 *   throwIfInterrupted();
 *   await run(batch);
 * }
 */
export function throwIfInterrupted(): void {
  signal()?.throwIfAborted();
}

/**
 * Lets timers, messages and an interrupt have their turn: long work awaits it every few milliseconds
 * to seconds.
 *
 * @throws as {@link throwIfInterrupted}
 * @example
 * for (let epoch = 0; epoch < epochs; epoch++) {
 *   pass(epoch);
 *   await breathe();
 * }
 */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  throwIfInterrupted();
}

/**
 * Calls `act` once if the cell that asked for the work at hand is interrupted, at once if it was.
 *
 * @returns to be called when the work is over
 * @example
 * const over = whenInterrupted(() => thread.close());
 */
export function whenInterrupted(act: () => void): () => void {
  const found = signal();
  if (found?.aborted) act();
  found?.addEventListener("abort", act, { once: true });
  return () => found?.removeEventListener("abort", act);
}

/**
 * Runs work that does not await anything so that an interrupt ends it in the middle. Starting it
 * takes a fraction of a millisecond: for a whole bootstrap, not for each resample.
 *
 * @throws as {@link throwIfInterrupted}, and whatever `work` throws
 * @example
 * const tprs = interruptibly(() => resample(2000));
 */
export function interruptibly<T>(work: () => T): T {
  const guard = (globalThis as Kernel)[GUARD];
  return guard ? guard(work) : work();
}
