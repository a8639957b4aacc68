/** The name under which the gradients stand among looks. */
export const GRADIENTS = "gradients";

/**
 * What a run can look at beside the plain image, in the order in which it is taken. Each of the first views added most
 * to those before it, in AUC out of fold on fit rows of the full-size case; the gradients stand where they add as much for
 * each second as the next two views and more than those after these, on the same rows; the others are dealt by kind
 * (test/bench/views.md). It was settled there and is the same for every run.
 */
export const LOOKS: readonly string[] = [
  "flip",
  "shift(4,-4)",
  "shift(0,4)",
  "brightness(1.3)",
  "shift(0,-2)",
  "brightness(0.7)",
  GRADIENTS,
  "shift(-4,-4)",
  "shift(0,2)",
  "shift(0,-4)",
  "shift(-2,0)",
  "flip+shift(2,0)",
  "blur",
  "upsideDown",
  "shift(4,4)",
  "noise(0.05)",
  "shift(2,0)",
  "flip+shift(0,-2)",
  "shift(-4,0)",
  "shift(8,0)",
  "rotate90",
  "flip+shift(-2,0)",
  "shift(-4,4)",
  "flip+shift(0,2)",
  "shift(4,0)",
  "shift(0,8)",
  "shift(-2,-2)",
  "shift(2,2)",
  "shift(-8,-8)",
  "shift(2,-2)",
  "shift(-2,2)",
  "flip+shift(-2,-2)",
  "flip+shift(2,2)",
  "flip+shift(2,-2)",
  "flip+shift(-2,2)",
];

/** Passes over the images that the gradients take the time of, measured: one forward and one back, on small batches. */
const GRADIENT_PASSES = 6.5;

/** How many passes forward a look takes the time of. */
export function passesOf(look: string): number {
  return look === GRADIENTS ? GRADIENT_PASSES : 1;
}
