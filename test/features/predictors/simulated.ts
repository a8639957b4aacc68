import type { AuditSet } from "../../../lib/features/predictors";
import { resolveViews } from "../../../lib/inference";
import { MT19937 } from "../../../lib/numeric/random";

/** What a simulated set holds. */
export interface SimulatedOptions {
  readonly rows: number;
  readonly classes?: number;
  readonly size?: number;
  readonly seed: number;
  /** What is added to the true logit of members: 0 leaves membership without any trace. */
  readonly effect?: number;
}

/** Logits of every view, activations, a last layer, labels and membership, all drawn at random. */
export function simulatedSet(options: SimulatedOptions): AuditSet {
  const { rows, classes = 4, size = 8, seed, effect = 0 } = options;
  const rng = new MT19937(seed);
  const membership = Uint8Array.from({ length: rows }, () => rng.interval(1));
  const labels = Int32Array.from({ length: rows }, () => rng.interval(classes - 1));
  const difficulty = Float64Array.from({ length: classes }, () => gaussian(rng));
  const logitsOf = () => {
    const data = Float32Array.from({ length: rows * classes }, () => gaussian(rng));
    for (let i = 0; i < rows; i++) {
      data[i * classes + labels[i]] += 1 + difficulty[labels[i]] + effect * membership[i];
    }
    return { data, rows, classes };
  };
  const ofModels = (models: number) =>
    Float32Array.from(Array.from({ length: models }, () => [...logitsOf().data]).flat());
  const logits = logitsOf();
  const views = new Map(resolveViews(["all"]).map((view) => [view, logitsOf()]));
  const activations = Float32Array.from({ length: rows * size }, (_, k) =>
    Math.max(0, gaussian(rng) + (k % size === labels[Math.floor(k / size)] ? 1 : 0)),
  );
  const names = ["conv1.bias", "conv1.weight", "input.squares"];
  const norms = Float32Array.from({ length: rows * names.length }, () => gaussian(rng));
  const models = 4;
  const references = {
    models,
    rows,
    classes,
    logits: new Map(["plain", "flip"].map((view) => [view, ofModels(models)])),
    trainedOn: Uint8Array.from(
      { length: models * rows },
      (_, k) => ((k % rows) + (k < rows ? 0 : 1)) % 2,
    ),
  };
  return {
    rows,
    references,
    gradients: { names, rows, data: norms },
    labels,
    membership,
    logits,
    views,
    embedding: { data: activations, rows, size },
    lastLayer: {
      weight: Float32Array.from({ length: classes * size }, () => gaussian(rng)),
      bias: new Float32Array(classes),
    },
  };
}

/** The numbers 0 to n - 1. */
export function rowsTo(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i);
}

/** A standard normal number. */
export function gaussian(rng: MT19937): number {
  return Math.sqrt(-2 * Math.log(1 - rng.double())) * Math.cos(2 * Math.PI * rng.double());
}
