import { fixedGroup } from "./fixedGroup";

/** The logits of the other classes in order of size, whichever classes they are. */
export const sorted = fixedGroup<Float32Array>({
  name: "sorted",
  meaning: "the other classes' logits by size",
  statistics: (classes) =>
    Array.from({ length: classes - 1 }, (_, place) => ({
      name: `other_logit_${place + 1}`,
      meaning: `logit of the class in place ${place + 1} among those that are not the true one.`,
      of: (others: Float32Array) => others[classes - 2 - place],
    })),
  reader({ logits: { data, classes }, labels }) {
    const others = new Float32Array(classes - 1);
    return (i) => {
      const y = labels[i];
      const start = i * classes;
      others.set(data.subarray(start, start + y));
      others.set(data.subarray(start + y + 1, start + classes), y);
      return others.sort();
    };
  },
});
