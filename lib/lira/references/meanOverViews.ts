import type { PhiOfView } from "./liraScores";

/**
 * The mean over views of what is scored in each.
 *
 * @throws RangeError if there is no view, or references do not fit the rows
 */
export function meanOverViews(
  views: readonly PhiOfView[],
  trainedOn: Uint8Array,
  score: (view: PhiOfView) => Float64Array,
): Float64Array {
  if (views.length === 0) throw new RangeError("views: found none, expected one or more");
  const sum = new Float64Array(views[0].target.length);
  for (const view of views) {
    const { target, references } = view;
    if (references.length !== trainedOn.length || references.length % target.length !== 0) {
      throw new RangeError(
        `references: found ${references.length} values for ${target.length} rows, expected ${trainedOn.length} as in trainedOn`,
      );
    }
    score(view).forEach((value, i) => {
      sum[i] += value / views.length;
    });
  }
  return sum;
}
