import type { ByClass, OutputKind } from "./kinds";

/** The logarithm of the smallest normal float32, for a probability of 0. */
const LEAST = Math.log(2 ** -126);

/** Logits, and how many probabilities of 0 had to be given a logarithm. */
export interface AsLogits {
  /** [rows, classes], row-major. */
  readonly data: Float32Array;
  readonly zeros: number;
}

/**
 * Outputs by class as logits: logits and log-probabilities as they are, of probabilities the
 * logarithm, which differs from the logits by one number a row, so that softmax, phi and margins are
 * the model's own. A probability of 0 becomes that of the smallest normal float32.
 *
 * @example
 * asLogits({ values: [0.5, 0.5], rows: 1, classes: 2 }, "probabilities").data; // [-0.693, -0.693]
 */
export function asLogits({ values }: ByClass, kind: OutputKind): AsLogits {
  if (kind !== "probabilities") {
    const data = Float32Array.from(values);
    let zeros = 0;
    for (let i = 0; i < data.length; i++) {
      if (data[i] !== Number.NEGATIVE_INFINITY) continue;
      data[i] = LEAST;
      zeros++;
    }
    return { data, zeros };
  }
  const data = new Float32Array(values.length);
  let zeros = 0;
  for (let i = 0; i < data.length; i++) {
    if (values[i] >= 2 ** -126) data[i] = Math.log(values[i]);
    else {
      data[i] = LEAST;
      zeros++;
    }
  }
  return { data, zeros };
}
