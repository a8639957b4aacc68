import type { Batch } from "../batch";
import type { Activations, BatchShape, Provider } from "../types";
import type { Runner } from "./runner";

/** The largest difference between two processors' logits, as a part of the largest logit. */
const MOST_APART = 1e-3;

/**
 * A runner whose first batch the processor computes too: nothing is given of one whose logits are not
 * the processor's.
 *
 * @param processor closed after the first batch
 * @example
 * const runner = heldTo(onProcessor, onCard, "webgpu");
 */
export function heldTo(processor: Runner, runner: Runner, provider: Provider): Runner {
  const compare = async (found: Activations, batch: Batch, shape: BatchShape) => {
    try {
      const expected = await processor.forward(batch, shape);
      requireNear(expected.logits, found.logits, provider);
    } finally {
      await processor.close();
    }
  };
  let compared: Promise<void> | undefined;
  return {
    async forward(batch, shape) {
      const found = await runner.forward(batch, shape);
      compared ??= compare(found, batch, shape);
      await compared;
      return found;
    },
    async close() {
      await (compared === undefined ? processor.close() : compared.catch(() => {}));
      await runner.close();
    },
  };
}

function requireNear(expected: Float32Array, found: Float32Array, provider: Provider): void {
  const apart = partApart(expected, found);
  if (apart <= MOST_APART) return;
  const shown = Number.isNaN(apart)
    ? "logits that are no numbers where the processor's are"
    : `logits ${apart.toExponential(1)} of the largest apart from the processor's`;
  throw new Error(`engine onnx-${provider}: found ${shown}, expected at most ${MOST_APART}`);
}

/**
 * The largest difference as a part of the largest expected value; NaN where one is no number and the
 * other is.
 *
 * @example
 * partApart(Float32Array.of(1, -4), Float32Array.of(1, -3)); // 0.25
 */
export function partApart(expected: Float32Array, found: Float32Array): number {
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(expected[i], found[i])) continue;
    difference = Math.max(difference, Math.abs(expected[i] - found[i]));
  }
  for (const value of expected) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  return difference === 0 ? 0 : difference / largest;
}
