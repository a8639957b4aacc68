import type { HighIsMemberScores, Membership } from "./rows";
import { type ThresholdCounts, thresholdCounts } from "./thresholdCounts";

/** ROC vertices from (0, 0) to (1, 1); flagged is every score >= threshold. */
export interface RocCurve {
  /** Share of non-members flagged, never falling. */
  readonly fpr: Float64Array;
  /** Share of members flagged, never falling. */
  readonly tpr: Float64Array;
  /** Falling; the first is Infinity, where nobody is flagged. */
  readonly thresholds: Float64Array;
}

/**
 * The ROC curve: one vertex for each distinct score, at the end of its block of ties.
 *
 * @param options.dropIntermediate leave out vertices in the middle of three that are evenly
 *   spaced on both axes, as scikit-learn's `roc_curve` does by default. The curve looks the same,
 *   but what is read off its vertices can change, so the default here is false.
 * @throws RangeError as `checkRows`
 * @see scikit-learn `sklearn.metrics.roc_curve`
 * @example
 * rocCurve([1, 0, 1, 0], [9, 9, 5, 5]);
 * // fpr 0, .5, 1; tpr 0, .5, 1; thresholds Infinity, 9, 5
 */
export function rocCurve(
  membership: Membership,
  scores: HighIsMemberScores,
  options: { dropIntermediate?: boolean } = {},
): RocCurve {
  const counts = thresholdCounts(membership, scores);
  const kept = options.dropIntermediate ? corners(counts) : counts.thresholds.map((_, t) => t);
  const curve = {
    fpr: new Float64Array(kept.length + 1),
    tpr: new Float64Array(kept.length + 1),
    thresholds: new Float64Array(kept.length + 1),
  };
  curve.thresholds[0] = Number.POSITIVE_INFINITY;
  for (let i = 0; i < kept.length; i++) {
    curve.fpr[i + 1] = counts.falsePositives[kept[i]] / counts.nonMembers;
    curve.tpr[i + 1] = counts.truePositives[kept[i]] / counts.members;
    curve.thresholds[i + 1] = counts.thresholds[kept[i]];
  }
  return curve;
}

function corners(counts: ThresholdCounts): number[] {
  const kept: number[] = [];
  for (let t = 0; t < counts.thresholds.length; t++) if (isCorner(counts, t)) kept.push(t);
  return kept;
}

/**
 * Whether scikit-learn's `drop_intermediate` keeps threshold `t`: both second differences zero drop
 * it; the first and the last always stay.
 */
export function isCorner({ truePositives: tp, falsePositives: fp }: ThresholdCounts, t: number) {
  if (t === 0 || t === tp.length - 1) return true;
  return fp[t + 1] - fp[t] !== fp[t] - fp[t - 1] || tp[t + 1] - tp[t] !== tp[t] - tp[t - 1];
}
