import { correctedLira, publishedLira } from "../../../lira";
import { byMembership } from "../../../metrics";
import { take } from "../../../numeric/arrays";
import type { GaussianFitsData } from "../../figures";
import { count } from "../../figures/style";
import { hasBoth } from "../hasBoth";
import type { Run } from "../readRun";

/**
 * The Gaussians behind both LiRA scores over all public rows: the published pair is fitted to all
 * of them, the corrected one to the sealed report's fit rows, or to all where nothing was sealed.
 *
 * @returns what `gaussianFits` takes, or why there are no fits
 * @example
 * drawing(gaussianFits, liraGaussians(run), { split: "public rows" });
 */
export function liraGaussians({
  membership,
  predictors,
  partRows,
}: Run): GaussianFitsData | string {
  const missing = ["true_class_prob", "phi"].filter((name) => !predictors.names.includes(name));
  if (missing.length > 0)
    return `No Gaussian fits: the run's predictors hold no ${missing.join(", no ")}.`;
  const ofSealed = partRows("corrected", "fit");
  const fitRows = ofSealed.length > 0 ? ofSealed : Int32Array.from(membership.keys());
  if (!hasBoth(take(membership, fitRows))) {
    return "No Gaussian fits: the fit rows lack members or non-members.";
  }
  const [confidence, phi] = ["true_class_prob", "phi"].map((name) => predictors.numbers(name));
  const published = publishedLira.fit(byMembership(confidence, membership));
  const corrected = correctedLira.fit(byMembership(phi, membership, fitRows));
  const onConfidence = { valueName: "True-class probability", values: confidence, fits: published };
  const onPhi = { valueName: "phi", values: phi, fits: corrected };
  const all = `${count(membership.length)} public rows`;
  const panels = [
    { title: "As published", fittedTo: all, ...onConfidence },
    {
      title: "Corrected",
      fittedTo: ofSealed.length > 0 ? `${count(fitRows.length)} fit rows` : all,
      ...onPhi,
    },
  ];
  return { membership, panels };
}
