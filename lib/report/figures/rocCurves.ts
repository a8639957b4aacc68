import type { Promised } from "../../audit/dp";
import { rocAuc, rocCurve, tprAtFpr } from "../../metrics";
import type { BandOptions } from "./parts/oneBand";
import type { FigureOptions } from "./parts/options";
import { type ClassCounts, classCounts, isConstant, rowsText, type ScoredRows } from "./parts/rows";

/** What of a band around a ROC curve is drawn. */
export interface BandEnds {
  readonly fpr: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** A curve that was computed before: vertices from (0, 0) to (1, 1), neither rate ever falling. */
export interface RocPoints extends ClassCounts {
  readonly name: string;
  readonly fpr: ArrayLike<number>;
  readonly tpr: ArrayLike<number>;
  readonly auc?: number;
  /** Of cross-fitted scores: the non-members of the fold that has the fewest, which settle its threshold. */
  readonly fewestNonMembers?: number;
}

/** Attacks to be compared, each as scores or as a curve, with or without a band. */
export interface RocData {
  readonly curves: readonly ((ScoredRows | RocPoints) & { readonly band?: BandEnds })[];
}

/** How ROC curves are drawn. */
export interface RocOptions extends FigureOptions, BandOptions {
  /** A guarantee of differential privacy: the region that it forbids is shaded. */
  readonly forbids?: Promised | null;
}

/** A curve ready to be drawn. */
export interface DrawnCurve extends ClassCounts {
  readonly name: string;
  readonly fpr: ArrayLike<number>;
  readonly tpr: ArrayLike<number>;
  readonly auc?: number;
  /** Of cross-fitted scores: the non-members of the fold that has the fewest. */
  readonly fewestNonMembers?: number;
  /** TPR at FPR <= .05. */
  readonly tprAt5: number;
  /** All scores equal: there is no order, so no curve. */
  readonly constant: boolean;
  readonly band?: BandEnds;
}

function largestTpr(curve: RocPoints, maxFpr: number): number {
  let tpr = 0;
  for (let i = 0; i < curve.fpr.length && curve.fpr[i] <= maxFpr; i++) tpr = curve.tpr[i];
  return tpr;
}

/**
 * Curves for the ROC figures, or the reason why there can be none.
 *
 * @throws RangeError as `rocCurve` of lib/metrics, for rows it cannot use
 * @example
 * const curves = drawnCurves({ curves: [{ name: "RF", membership, scores }] });
 */
export function drawnCurves(data: RocData): DrawnCurve[] | string {
  if (data.curves.length === 0) return "No ROC curve: no attack was given.";
  const drawn: DrawnCurve[] = [];
  for (const curve of data.curves) {
    const counts = "scores" in curve ? classCounts(curve.membership) : curve;
    const { members, nonMembers } = counts;
    if (members === 0 || nonMembers === 0) {
      return `No ROC curve: ${curve.name} has ${members} members and ${nonMembers} non-members, both are needed.`;
    }
    if ("scores" in curve) {
      const { name, membership, scores, band } = curve;
      const { fpr, tpr } = rocCurve(membership, scores);
      const auc = rocAuc(membership, scores);
      const tprAt5 = tprAtFpr(membership, scores, 0.05).tpr;
      const constant = isConstant(scores);
      drawn.push({ name, fpr, tpr, auc, tprAt5, constant, band, members, nonMembers });
    } else {
      drawn.push({ ...curve, tprAt5: largestTpr(curve, 0.05), constant: curve.fpr.length <= 2 });
    }
  }
  if (drawn.every((curve) => curve.constant)) {
    const names = drawn.map((curve) => curve.name).join(", ");
    return `No ROC curve: all scores of ${names} are equal, so nothing can be ranked.`;
  }
  return drawn;
}

/**
 * The caption's sentence about the rows behind several curves: one n where they share it.
 *
 * @example
 * curvesText(curves, "report rows");
 */
export function curvesText(curves: readonly DrawnCurve[], split?: string): string {
  const texts = curves.map((curve) => rowsText(curve, split));
  if (new Set(texts).size === 1) return `${texts[0]}.`;
  return `${curves.map((curve, i) => `${curve.name}: ${texts[i]}`).join("; ")}.`;
}
