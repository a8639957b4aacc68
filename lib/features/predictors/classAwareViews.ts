import type { AuditSet } from "./auditSet";
import { crossFittedGroup } from "./crossFittedGroup";
import type { PredictorGroup } from "./group";
import { type Level, levelsByClass } from "./levelsByClass";
import { phiOfView } from "./phiOfView";
import { meanPhi, type ViewLists, viewKinds } from "./viewKinds";

/** Levels of each measure by class. */
type Levels = readonly ((label: number) => Level)[];

/** One number a measure, in standard deviations of the class's non-members. */
type Scores = Float64Array;

/**
 * Means of phi over kinds of views, and its falls from the plain image's, beside the non-members of
 * the row's class: classes differ in how much they mind being mirrored or moved.
 *
 * @param lists the views of each list
 * @example
 * const views = classAwareViews({ training, unlike, wide });
 */
export function classAwareViews(lists: ViewLists): PredictorGroup {
  const name = "classAwareViews";
  const kinds = viewKinds(lists);
  const measures = kinds.flatMap((kind) => [
    { name: `class_${kind.name}_mean_z`, words: `mean phi over ${kind.words}` },
    { name: `class_${kind.name}_fall_z`, words: `phi less its mean over ${kind.words}` },
  ]);
  const valuesOf = (set: AuditSet): Float64Array[] => {
    const plain = phiOfView(set, "plain", name);
    return kinds.flatMap(({ views }) => {
      const mean = meanPhi(set, views, name);
      return [mean, plain.map((phi, i) => phi - mean[i])];
    });
  };
  return crossFittedGroup<readonly Float64Array[], Levels, Scores>({
    name,
    meaning: "phi over kinds of views, and its falls, beside non-members of the same class",
    needs: { views: kinds.flatMap(({ views }) => views) },
    fewest: 20,
    statistics: () =>
      measures.map((measure, k) => ({
        name: measure.name,
        meaning: `${measure.words}, in standard deviations from its class's non-members.`,
        of: (scores) => scores[k],
      })),
    prepare: valuesOf,
    learn(set, { rows, membership }, measured) {
      const outside = rows.filter((_, k) => membership[k] === 0);
      return measured.map((values) => levelsByClass(outside, set.labels, values));
    },
    reader(set) {
      const values = valuesOf(set);
      const scores = new Float64Array(values.length);
      return (i, levels) => {
        levels.forEach((levelOf, k) => {
          const { mean, sd } = levelOf(set.labels[i]);
          scores[k] = (values[k][i] - mean) / sd;
        });
        return scores;
      };
    },
  });
}
