import type { Logits } from "../../inference";
import { take } from "../../numeric/arrays";
import { phiOf } from "../phiOf";
import { baseScores } from "./base";
import { liraHierarchical } from "./liraHierarchical";
import { liraOnline } from "./liraScores";
import type { ReferenceOutputs } from "./outputs";
import { referencePhi } from "./referencePhi";
import { rmiaLogRatios, rmiaScores } from "./rmia";

/** What target and reference models say of the plain images of one dataset. */
export interface SeenByReferences {
  readonly labels: Int32Array;
  /** The target's. */
  readonly logits: Logits;
  /** Absent where there are no reference models. */
  readonly references?: ReferenceOutputs;
}

/** Reference models from which LiRA's Gaussians can be fitted, and from which each image's own can. */
const FEWEST = 4;
const ENOUGH = 64;

/**
 * The attacks that need nothing but reference models, online: RMIA, BASE and, from 4 models on,
 * LiRA, its variances pooled below 64 models and shrunken from there on.
 *
 * @param strangers rows known not to be members: RMIA's population
 * @returns one score a row by attack, high = member; none without reference models
 * @throws RangeError as the scores do
 * @example
 * referenceScores(publicSet, nonMembersOfFit).RMIA[0]; // .93
 */
export function referenceScores(
  { labels, logits, references: outputs }: SeenByReferences,
  strangers: Int32Array,
): Record<string, Float64Array> {
  if (!outputs) return {};
  const { models, trainedOn } = outputs;
  const seen = { target: phiOf(logits, labels), references: referencePhi(outputs, labels) };
  const ratios = rmiaLogRatios(seen, trainedOn, "online");
  const variance = models < ENOUGH ? "pooled" : "shrunken";
  return {
    RMIA: rmiaScores(ratios, take(ratios, strangers), 1),
    BASE: baseScores(seen, trainedOn, "online"),
    ...(models < FEWEST
      ? {}
      : {
          LiRA: liraOnline([seen], trainedOn, variance),
          LiRA_hierarchical: liraHierarchical([seen], trainedOn, strangers),
        }),
  };
}
