import { viewLogitsOf } from "./auditSet";
import { fixedGroup } from "./fixedGroup";
import type { PredictorGroup } from "./group";
import { logAtLeast } from "./logAtLeast";
import { meanOf, sdOf } from "./meanOf";
import type { Statistic } from "./statistic";
import { ViewsRow } from "./viewsRow";

const last = (values: Float64Array, place: number) => values[Math.max(0, values.length - place)];
const largest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b));
const smallest = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b));

/** phi_v is phi of view v; every view shows the same image. */
const STATISTICS: readonly Statistic<ViewsRow>[] = [
  { name: "phi_mean", meaning: "mean of phi_v.", of: (row) => meanOf(row.phi) },
  { name: "phi_sd", meaning: "spread of phi_v.", of: (row) => sdOf(row.phi) },
  { name: "phi_min", meaning: "smallest phi_v.", of: (row) => row.sorted[0] },
  {
    name: "phi_second_min",
    meaning: "second smallest phi_v.",
    of: (row) => row.sorted[Math.min(1, row.sorted.length - 1)],
  },
  { name: "phi_median", meaning: "median of phi_v.", of: (row) => medianOfSorted(row.sorted) },
  { name: "phi_second_max", meaning: "second largest phi_v.", of: (row) => last(row.sorted, 2) },
  { name: "phi_max", meaning: "largest phi_v.", of: (row) => last(row.sorted, 1) },
  {
    name: "share_below_plain",
    meaning: "share of views with phi_v below the plain image's: where the plain image stands.",
    of: ({ phi, plain }) => phi.reduce((n, value) => n + (value < plain ? 1 : 0), 0) / phi.length,
  },
  {
    name: "plain_less_mean",
    meaning: "phi less mean phi_v: a member was learnt as it is, and falls when it is changed.",
    of: ({ phi, plain }) => plain - meanOf(phi),
  },
  {
    name: "plain_less_min",
    meaning: "phi less the smallest phi_v: the deepest fall.",
    of: ({ sorted, plain }) => plain - sorted[0],
  },
  { name: "confidence_mean", meaning: "mean of p_y over views.", of: (r) => meanOf(r.confidence) },
  { name: "confidence_min", meaning: "smallest p_y of a view.", of: (r) => smallest(r.confidence) },
  { name: "confidence_sd", meaning: "spread of p_y over views.", of: (r) => sdOf(r.confidence) },
  {
    name: "log_mean_loss",
    meaning: "log of the mean cross-entropy over views.",
    of: ({ loss }) => logAtLeast(meanOf(loss), 1e-30),
  },
  {
    name: "log_max_loss",
    meaning: "log of the largest cross-entropy of a view.",
    of: ({ loss }) => logAtLeast(largest(loss), 1e-30),
  },
  {
    name: "log_mean_entropy",
    meaning: "log of the mean entropy over views.",
    of: ({ entropy }) => logAtLeast(meanOf(entropy), 1e-30),
  },
  {
    name: "log_mutual_information",
    meaning: "log of the entropy of the mean softmax less the mean entropy: how views disagree.",
    of: ({ entropyOfMean, entropy }) => logAtLeast(entropyOfMean - meanOf(entropy), 1e-12),
  },
  {
    name: "share_right",
    meaning: "share of views whose answer is right.",
    of: ({ right, phi }) => right / phi.length,
  },
  { name: "phi_of_mean", meaning: "phi of the mean logits.", of: (row) => row.phiOfMean },
];

/**
 * Statistics over several views of an image: level, spread, extremes, and where the plain image
 * stands among them.
 *
 * @param name of the group
 * @param prefix of its columns' names: "training" gives training_phi_mean
 * @param views names, one or more, as `parseView` spells them
 * @see Choquette-Choo et al., Label-Only Membership Inference Attacks (2021), and Rezaei and Liu, On
 *   the Difficulty of Membership Inference Attacks (2021), for attacks by several views
 * @example
 * const wide = viewStatistics("wideViews", "wide", viewList("wide"));
 */
export function viewStatistics(
  name: string,
  prefix: string,
  views: readonly string[],
): PredictorGroup {
  if (views.length === 0) throw new RangeError(`predictors ${name}: found no views, expected some`);
  return fixedGroup<ViewsRow>({
    name,
    meaning: `statistics over ${views.length} views of each image`,
    needs: { views },
    statistics: () => STATISTICS.map((column) => ({ ...column, name: `${prefix}_${column.name}` })),
    reader(set) {
      const logits = views.map((view) => viewLogitsOf(set, view, name));
      const row = new ViewsRow(set.logits, logits, set.labels);
      return (i) => row.read(i);
    },
  });
}

function medianOfSorted(values: Float64Array): number {
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}
