import { fixedGroup } from "./fixedGroup";
import { logAtLeast } from "./logAtLeast";
import { meanOf, sdOf } from "./meanOf";
import { OutputRow } from "./outputRow";
import type { Statistic } from "./statistic";

const STATISTICS: readonly Statistic<OutputRow>[] = [
  {
    name: "phi",
    meaning: "log(p_y / (1 - p_y)): confidence in the true class, which training raises.",
    of: (row) => row.phi,
  },
  {
    name: "confidence",
    meaning: "p_y, the same squashed to 0 .. 1.",
    of: (row) => row.confidence,
  },
  {
    name: "log_loss",
    meaning: "log(-log p_y): tells losses near 0 apart.",
    of: (row) => logAtLeast(row.loss, 1e-30),
  },
  {
    name: "entropy",
    meaning: "-sum p log p: low where the model is sure, right or wrong.",
    of: (row) => row.entropy,
  },
  {
    name: "log_entropy",
    meaning: "log of the entropy: tells sure rows apart.",
    of: (row) => logAtLeast(row.entropy, 1e-30),
  },
  {
    name: "true_logit",
    meaning: "z_y: evidence for the true class before the softmax.",
    of: (row) => row.z[row.y],
  },
  {
    name: "logsumexp",
    meaning: "log sum exp z: how much evidence there is for any class.",
    of: (row) => row.z[row.y] + row.loss,
  },
  {
    name: "logsumexp_others",
    meaning: "log sum exp z over the classes but the true one, which training pushes down.",
    of: (row) => row.z[row.y] - row.phi,
  },
  {
    name: "margin",
    meaning: "z_y less the largest other z: below 0 where the answer is wrong.",
    of: ({ softmax, z, y, right }) => z[y] - (right ? softmax.second : softmax.largest),
  },
  {
    name: "top2_margin",
    meaning: "largest z less the next: how far the answer leads, right or wrong.",
    of: ({ softmax }) => softmax.largest - softmax.second,
  },
  {
    name: "correct",
    meaning: "1 where the answer is the true class: members are right more often.",
    of: (row) => (row.right ? 1 : 0),
  },
  {
    name: "mean_logit",
    meaning: "mean of the logits.",
    of: ({ z }) => meanOf(z),
  },
  {
    name: "sd_logit",
    meaning: "standard deviation of the logits: the scale of the answer.",
    of: ({ z }) => sdOf(z),
  },
];

/** What one look at the plain image tells: one number a column, of the row's logits and label. */
export const plain = fixedGroup<OutputRow>({
  name: "plain",
  meaning: "statistics of the plain image's logits",
  statistics: () => STATISTICS,
  reader(set) {
    const row = new OutputRow(set.logits, set.labels);
    return (i) => row.read(i);
  },
});
