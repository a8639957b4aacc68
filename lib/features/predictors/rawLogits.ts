import { fixedGroup } from "./fixedGroup";

/** The logits as they are. */
export const rawLogits = fixedGroup<Float32Array>({
  name: "rawLogits",
  meaning: "the logits of the plain image as they are",
  statistics: (classes) =>
    Array.from({ length: classes }, (_, j) => ({
      name: `logit_${j}`,
      meaning: `logit of class ${j}.`,
      of: (z: Float32Array) => z[j],
    })),
  reader:
    ({ logits: { data, classes } }) =>
    (i) =>
      data.subarray(i * classes, (i + 1) * classes),
});
