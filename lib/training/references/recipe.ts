/** How reference models are trained from the target. */
export interface Recipe {
  /** Pairs of complementary halves: twice as many models. */
  readonly pairs: number;
  /** Epochs with crop and flip, the rate falling by cosine. */
  readonly epochs: number;
  /** Epochs after them without augmentation, at the tail's rate. */
  readonly tail: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly tailRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Pixels by which crops move an image. */
  readonly padding: number;
  readonly seed: number;
  /** For the work inside one operator; the same number gives the same bytes. */
  readonly threads: number;
  /** How the network begins (see `Stem`). */
  readonly stem: string;
}

/**
 * The recipe that paid most where references were measured: two pairs, six epochs and a tail of two.
 * All of it but the number of threads, which is the machine's.
 */
export const USUAL_RECIPE: Omit<Recipe, "threads"> = {
  pairs: 2,
  epochs: 6,
  tail: 2,
  batchSize: 128,
  learningRate: 0.05,
  tailRate: 0.01,
  momentum: 0.9,
  weightDecay: 5e-4,
  padding: 2,
  seed: 42,
  stem: "auto",
};

/**
 * The learning rate of a step: falling from the recipe's to 0 by half a cosine over the augmented
 * epochs, constant in the tail.
 *
 * @param step from 0
 * @param stepsPerEpoch of which the last one is dropped where it would not be full
 * @example
 * learningRateAt(recipe, 0, 156); // 0.05
 */
export function learningRateAt(
  { epochs, learningRate, tailRate }: Recipe,
  step: number,
  stepsPerEpoch: number,
): number {
  const augmented = epochs * stepsPerEpoch;
  if (step >= augmented) return tailRate;
  return (learningRate / 2) * (1 + Math.cos(Math.PI * (step / augmented)));
}
