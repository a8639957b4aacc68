import type { SoftmaxRow } from "../lira";
import type { Float32Row } from "./float32Row";
import { publishedEntropy } from "./publishedEntropy";

const { fround } = Math;

/** A number that is read off one row: its name in every table, and what it is. */
export interface RowFeature {
  /** The column's name. */
  readonly name: string;
  /** z are the logits, p their softmax, y the true class. */
  readonly formula: string;
  /** Why it tells members from non-members. */
  readonly meaning: string;
  /** @param z the logit of the true class y */
  readonly of: (row: SoftmaxRow, y: number, z: number) => number;
}

/** One of the published ten: what it is, and what the published code makes of it in float32. */
export interface PublishedFeature extends RowFeature {
  /** @param z the logit of the true class y */
  readonly inFloat32: (row: Float32Row, y: number, z: number) => number;
}

/** The softmax, the first of the published ten: one column a class, prob_0 .. prob_{K-1}. */
export const SOFTMAX = {
  name: "prob_c",
  formula: "p_c = exp z_c / sum_j exp z_j",
  meaning: "the whole softmax, often more peaked on trained images.",
};

/** The other nine of the published ten features, in their order. */
export const PUBLISHED_STATISTICS: readonly PublishedFeature[] = [
  {
    name: "sample_loss",
    formula: "-log p_y",
    meaning: "training pushes it down on members and on nothing else directly.",
    of: (row, _, z) => row.loss(z),
    inFloat32: (row, _, z) => row.loss(z),
  },
  {
    name: "class_entropy",
    formula: "H = -sum_c p_c log(p_c + 1e-10)",
    meaning: "low where the model is sure, as it tends to be on members.",
    of: ({ p }) => publishedEntropy(p),
    inFloat32: ({ entropy }) => entropy,
  },
  {
    name: "adjusted_entropy",
    formula: "H (1 - p_y), as published",
    meaning: "small for sure right answers, but for sure wrong ones too, since H goes to 0 there.",
    of: ({ p }, y) => publishedEntropy(p) * (1 - p[y]),
    inFloat32: ({ p, entropy }, y) => entropy * fround(1 - p[y]),
  },
  {
    name: "top2_conf_margin",
    formula: "largest p less the second largest",
    meaning: "how far the winner leads, wider on members.",
    of: ({ p, predicted, gap }) => p[predicted] * (1 - gap),
    inFloat32: ({ margin }) => margin,
  },
  {
    name: "true_class_prob",
    formula: "p_y",
    meaning: "the confidence in the right answer, which training raises on members.",
    of: ({ p }, y) => p[y],
    inFloat32: ({ p }, y) => p[y],
  },
  {
    name: "correctness",
    formula: "1 if the largest logit is the true class, else 0",
    meaning: "members are right more often.",
    of: ({ predicted }, y) => (predicted === y ? 1 : 0),
    inFloat32: ({ predicted }, y) => (predicted === y ? 1 : 0),
  },
  {
    name: "max_logit",
    formula: "largest z",
    meaning: "the scale of the answer, not yet normalised by the softmax.",
    of: ({ largest }) => largest,
    inFloat32: ({ largest }) => largest,
  },
  {
    name: "true_logit",
    formula: "z_y",
    meaning: "the raw evidence for the true class, raised on members by training.",
    of: (_, __, z) => z,
    inFloat32: (_, __, z) => z,
  },
  {
    name: "gradient_proxy",
    formula: "|1 - z_y|, as published",
    meaning:
      "meant as the loss gradient, which with respect to z_y is p_y - 1; it is a fold of true_logit.",
    of: (_, __, z) => Math.abs(1 - z),
    inFloat32: (_, __, z) => Math.abs(1 - z),
  },
];

/** The likelihood-ratio attack's statistic, which is not among the published ten. */
export const PHI: RowFeature = {
  name: "phi",
  formula: "z_y - log sum_{j != y} exp z_j = log(p_y / (1 - p_y))",
  meaning: "near Gaussian and without saturation at p_y = 1.",
  of: (row, y, z) => row.phi(y, z),
};

/** What stands beside the published ten, in float64 only: the corrected recipe learns from it too. */
export const BESIDE_THE_TEN: readonly RowFeature[] = [PHI];

/**
 * The columns of the published ten, in their order: prob_0 .. prob_{K-1}, then the other nine.
 *
 * @param classes K
 * @example
 * publishedTen(2); // ["prob_0", "prob_1", "sample_loss", .., "gradient_proxy"]
 */
export function publishedTen(classes: number): string[] {
  const softmax = Array.from({ length: classes }, (_, c) => `prob_${c}`);
  return [...softmax, ...PUBLISHED_STATISTICS.map(({ name }) => name)];
}

/**
 * All columns of `extractFeatures`, in their order: the published ten, and what stands beside them.
 *
 * @param classes K
 * @example
 * exactColumns(2); // ["prob_0", "prob_1", "sample_loss", .., "gradient_proxy", "phi"]
 */
export function exactColumns(classes: number): string[] {
  return [...publishedTen(classes), ...BESIDE_THE_TEN.map(({ name }) => name)];
}

/**
 * One line for each feature: the published ten, `prob_c` standing for the whole softmax, and what
 * stands beside them.
 *
 * @example
 * describeFeatures()[1]; // { column: "sample_loss", formula: "-log p_y", meaning: "training .." }
 */
export function describeFeatures(): { column: string; formula: string; meaning: string }[] {
  return [SOFTMAX, ...PUBLISHED_STATISTICS, ...BESIDE_THE_TEN].map(
    ({ name, formula, meaning }) => ({
      column: name,
      formula,
      meaning,
    }),
  );
}
