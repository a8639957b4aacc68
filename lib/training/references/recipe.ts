import type { Augmentation } from "../augment";

/** What the models begin with: the target's weights, or weights drawn anew for each. */
export const BEGINNINGS = ["target", "scratch"] as const;

/** How the learning rate goes over the first epochs (see `learningRateAt`). */
export const SCHEDULES = ["constant", "cosine", "step"] as const;

/** How reference models are trained. */
export interface Recipe {
  /** Pairs of complementary halves: twice as many models. */
  readonly pairs: number;
  /** Epochs with augmentation, the rate going by the schedule. */
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
  readonly from: (typeof BEGINNINGS)[number];
  readonly schedule: (typeof SCHEDULES)[number];
  readonly augmentation: Augmentation;
  /** Share of the labels that is spread evenly over all classes, from 0 to below 1. */
  readonly labelSmoothing: number;
}

/** Parts of a recipe that plans of before them did not name: what those were made with. */
export const ALWAYS_BEFORE: Pick<Recipe, "from" | "schedule" | "augmentation" | "labelSmoothing"> =
  { from: "target", schedule: "cosine", augmentation: "both", labelSmoothing: 0 };

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
  ...ALWAYS_BEFORE,
};

/**
 * The learning rate of a step over the augmented epochs: constant, falling to 0 by half a cosine, or
 * divided by ten at the half and again at three quarters. In the tail it is the tail's.
 *
 * @param step from 0
 * @param stepsPerEpoch of which the last one is dropped where it would not be full
 * @see He, Zhang, Ren and Sun (2016), section 4.2, for the steps; Loshchilov and Hutter (2017) for the cosine
 * @example
 * learningRateAt(recipe, 0, 156); // 0.05
 */
export function learningRateAt(
  { epochs, learningRate, tailRate, schedule }: Recipe,
  step: number,
  stepsPerEpoch: number,
): number {
  const augmented = epochs * stepsPerEpoch;
  if (step >= augmented) return tailRate;
  const done = step / augmented;
  switch (schedule) {
    case "constant":
      return learningRate;
    case "step":
      return learningRate / (done < 0.5 ? 1 : done < 0.75 ? 10 : 100);
    default:
      return (learningRate / 2) * (1 + Math.cos(Math.PI * done));
  }
}
