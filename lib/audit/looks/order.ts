/** The name under which the gradients stand among looks. */
export const GRADIENTS = "gradients";

/**
 * What a run can look at beside the plain image, in the order in which it is taken. Each of the first six views added most
 * to those before it, in AUC out of fold on fit rows of the full-size case. After them come those that 36 random sets of
 * nine further views were better with than without, on the same rows; the gradients stand where they add more for each
 * second than what follows; the others are dealt by kind (test/bench/views.md). It was settled there and is the same for
 * every run.
 */
export const LOOKS: readonly string[] = [
  "flip",
  "shift(4,-4)",
  "shift(0,4)",
  "brightness(1.3)",
  "shift(0,-2)",
  "brightness(0.7)",
  "shift(-4,0)",
  "shift(-4,-4)",
  GRADIENTS,
  "shift(0,-4)",
  "shift(-2,0)",
  "upsideDown",
  "shift(2,0)",
  "shift(2,2)",
  "flip+shift(-2,0)",
  "shift(4,4)",
  "noise(0.05)",
  "shift(0,2)",
  "flip+shift(2,0)",
  "blur",
  "flip+shift(0,-2)",
  "shift(8,0)",
  "rotate90",
  "shift(-4,4)",
  "flip+shift(0,2)",
  "shift(4,0)",
  "shift(0,8)",
  "shift(-2,-2)",
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
