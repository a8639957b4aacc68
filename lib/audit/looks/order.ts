/** The name under which the gradients stand among looks. */
export const GRADIENTS = "gradients";

/**
 * What a run can look at beside the plain image, in the order in which it is taken: each of the first ones is the view
 * that added most to those before it, in AUC out of fold on fit rows of the full-size case (test/bench/views.md).
 * It was settled there and is the same for every run: no row of a run has a say in it.
 */
export const LOOKS: readonly string[] = [
  "flip",
  "shift(4,-4)",
  "shift(0,4)",
  "brightness(1.3)",
  "shift(0,-2)",
  "brightness(0.7)",
  "shift(-4,-4)",
  "shift(0,2)",
  "shift(0,-4)",
  "shift(-2,0)",
  GRADIENTS,
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

/** The looks that a run takes unless it is told otherwise: more of them added nothing beyond their interval. */
export const STANDARD = 8;

/** Passes over the images that the gradients take the time of, measured: one forward and one back, on small batches. */
export const GRADIENT_PASSES = 6.5;
