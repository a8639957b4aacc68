import { type Recipe, USUAL_RECIPE } from "../../../lib/training/references/recipe";

/** A target to be made: its network, and how it is trained. */
export interface TargetKind {
  /** Channels of the first stage. */
  readonly width: number;
  /** Of the first convolution: 7 with stride and pooling, 3 without. */
  readonly kernel: 3 | 7;
  readonly recipe: Recipe;
}

/** Trained from scratch with augmentation and weight decay to the end. */
const CAREFUL: Recipe = {
  ...USUAL_RECIPE,
  ...{ pairs: 1, from: "scratch", epochs: 40, tail: 0, batchSize: 64, padding: 4 },
  ...{ learningRate: 0.1, weightDecay: 1e-3, threads: 1, seed: 7 },
};

/** The targets by name; none is what defaults were set on. */
export const KINDS: Readonly<Record<string, TargetKind>> = {
  careful: { width: 16, kernel: 7, recipe: CAREFUL },
  smoothed: { width: 16, kernel: 7, recipe: { ...CAREFUL, labelSmoothing: 0.1, seed: 8 } },
  stem3x3: { width: 8, kernel: 3, recipe: { ...CAREFUL, epochs: 30, seed: 9 } },
};
