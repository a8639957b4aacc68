import type { Logits } from "../../inference";
import { take } from "../../numeric/arrays";
import { phiOf } from "../phiOf";
import { baseScores } from "./base";
import { liraHierarchical } from "./liraHierarchical";
import { liraOffline, liraOnline } from "./liraScores";
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

/** RMIA's offline constant, its authors' for images: how far p_out tells of p_in. */
const OFFLINE_A = 0.3;

/**
 * The attacks that need nothing but reference models: RMIA online and offline, BASE and, from 4 models on,
 * LiRA, its variances pooled below 64 models and shrunken from there on, and hierarchical. Which are the
 * strongest is for the protocol to say: references that are less far trained than the target tell more by what they
 * left out, so that RMIA offline may be ahead. Where some images no model was trained on, all are offline ones.
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
  const rmia = (mode: "online" | number) => {
    const ratios = rmiaLogRatios(seen, trainedOn, mode);
    return rmiaScores(ratios, take(ratios, strangers), 1);
  };
  const variance = models < ENOUGH ? "pooled" : "shrunken";
  if (!isOnline(outputs)) {
    return {
      RMIA_offline: rmia(OFFLINE_A),
      BASE_offline: baseScores(seen, trainedOn, "offline"),
      ...(models < FEWEST
        ? {}
        : { LiRA_offline: liraOffline([seen], trainedOn, variance, "logTail") }),
    };
  }
  return {
    RMIA: rmia("online"),
    RMIA_offline: rmia(OFFLINE_A),
    BASE: baseScores(seen, trainedOn, "online"),
    ...(models < FEWEST
      ? {}
      : {
          LiRA: liraOnline([seen], trainedOn, variance),
          LiRA_hierarchical: liraHierarchical([seen], trainedOn, strangers),
        }),
  };
}

/** Whether every image has a model that was trained on it. */
function isOnline({ rows, trainedOn }: ReferenceOutputs): boolean {
  const seen = new Uint8Array(rows);
  trainedOn.forEach((inside, k) => {
    if (inside === 1) seen[k % rows] = 1;
  });
  return seen.every((value) => value === 1);
}
