import { MT19937 } from "../../../lib/numeric/random";
import {
  ablation,
  alongModels,
  alongPairs,
  blindBaseline,
  calibrationSteps,
  classAuc,
  type Figure,
  flagOverlaps,
  gaussianFits,
  imageGrid,
  logitScaling,
  memberHistogram,
  permutationImportance,
  precisionInTop,
  publishedAgainstCorrected,
  rankCorrelation,
  reliability,
  rocLinear,
  rocLogLog,
  scoreAgreement,
  scoreHistograms,
  selfCheck,
  topSizes,
  tprAgainstSeconds,
} from "../../../lib/report/figures";

/** Rows whose members score higher: every second row is a member. */
export function leakyRows(n: number, seed: number, shift = 0.8) {
  const random = new MT19937(seed);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.double())) * Math.cos(2 * Math.PI * random.double());
  const membership = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const scores = Float64Array.from(membership, (m) => normal() + shift * m);
  return { membership, scores };
}

export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** What an attack flags whose scores have something in common with others. */
function flaggedIn(name: string, scores: Float64Array, common: Float64Array) {
  return { name, flagged: scores.map((score, row) => Number(score + common[row] > 1.8)) };
}

/** A figure without an interval. */
export const exactly = (value: number) => ({ value, low: null, high: null });

const attacks = [
  "RF as published",
  "RF corrected",
  "LightGBM_corrected_calibrated",
  "MLP, LiRA & p_y < 1",
];
const classes = ["t-shirt", "trouser", "pullover", "ankle boot", "bag"];

const predictors = ["sample_loss", "class_entropy", "adjusted_entropy", "top2_conf_margin"].concat([
  "true_class_prob",
  "correctness",
  "max_logit",
  "true_logit",
  "gradient_proxy",
  "lira_score",
  "phi",
]);

/** Steps of an ablation, each dearer than the one before, some close together. */
function steps(n: number) {
  return Array.from({ length: n }, (_, i) => {
    const value = 0.1 + 0.012 * i;
    return {
      name: `${predictors[i]}, step ${i + 1}`,
      seconds: 12 + 9 * i,
      tpr: { value, low: value - 0.01, high: value + 0.012 },
    };
  });
}

function correlations() {
  const n = predictors.length;
  const correlation = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 : Math.cos(Math.abs(i - j)) * 0.97)),
  );
  return { names: predictors, correlation, rows: 2000 };
}

const square = (seed: number) => ({
  bytes: Uint8Array.from({ length: 3 * 8 * 8 }, (_, i) => (i * seed) & 255),
  channels: 3,
  height: 8,
  width: 8,
});

/** Every figure that the library draws, from rows like those of a small run. */
export function everyFigure(width: number, n = 300, caption?: false): Record<string, Figure> {
  const options = { width, split: "report rows", caption };
  const { membership, scores: phi } = leakyRows(n, 7);
  const p = phi.map(sigmoid);
  const flat = p.map((value) => Math.floor(value * 8) / 8);
  const curves = attacks.map((name, i) => ({ name, ...leakyRows(n, i, 0.3 + 0.2 * i) }));
  const grid = Float64Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  const band = { fpr: grid, low: grid.map((f) => f * 0.9), high: grid.map((f) => f ** 0.5) };
  const withBand = { curves: [{ ...curves[0], band }, ...curves.slice(1)] };
  const k = topSizes(n);
  const precise = { k, low: k.map(() => 0.4), high: k.map(() => 0.9) };
  const fits = { muIn: 0.8, sdIn: 1, muOut: 0, sdOut: 1 };
  const fitsOfP = { muIn: 0.65, sdIn: 0.2, muOut: 0.5, sdOut: 0.2 };
  return {
    rocLogLog: rocLogLog(withBand, options),
    rocLinear: rocLinear(withBand, options),
    rocPromised: rocLogLog({ curves }, { ...options, forbids: { epsilon: 1, delta: 1e-3 } }),
    rocLinearPromised: rocLinear(
      { curves: curves.slice(0, 1) },
      { ...options, forbids: { epsilon: 0.5, delta: 0 } },
    ),
    flagOverlaps: flagOverlaps(
      { membership, attacks: curves.map(({ name, scores }) => flaggedIn(name, scores, phi)) },
      options,
    ),
    flagOverlapsUnknown: flagOverlaps(
      {
        membership: null,
        attacks: curves.map(({ name, scores }) => flaggedIn(name, scores, phi)).slice(1),
      },
      options,
    ),
    memberHistogram: memberHistogram(
      { membership, values: phi },
      { ...options, valueName: "phi", threshold: 3 },
    ),
    gaussianFits: gaussianFits(
      {
        membership,
        panels: [
          { title: "As published", valueName: "True-class probability", values: p, fits: fitsOfP },
          { title: "Corrected", valueName: "phi", values: phi, fits },
        ],
      },
      options,
    ),
    logitScaling: logitScaling({ membership, trueClassProb: p, phi }, options),
    rankCorrelation: rankCorrelation(correlations(), options),
    publishedAgainstCorrected: publishedAgainstCorrected(
      attacks.map((name, i) => ({
        name,
        published: { value: 0.6 + 0.02 * i, low: 0.55, high: 0.7 },
        corrected: exactly(0.62),
        difference: { value: 0.02 - 0.02 * i, low: -0.04, high: 0.05 },
      })),
      { ...options, valueName: "AUC", rows: n },
    ),
    classAuc: classAuc(
      classes.map((label, i) => ({
        label,
        value: i === 2 ? undefined : 0.5 + 0.04 * i,
        low: 0.45,
        high: 0.75,
        members: i === 2 ? 0 : 30,
        nonMembers: 31,
      })),
      options,
    ),
    calibrationSteps: calibrationSteps(
      {
        raw: phi,
        methods: [
          { name: "Isotonic", calibrated: flat },
          { name: "Sigmoid", calibrated: p },
        ],
      },
      options,
    ),
    reliability: reliability(
      {
        membership,
        series: [
          { name: "Raw", predicted: p, brier: 0.25 },
          { name: "Isotonic", predicted: flat },
        ],
      },
      options,
    ),
    imageGrid: imageGrid(
      classes.map((label, i) => ({ image: square(i + 3), label, score: 0.9, membership: i % 2 })),
      options,
    ),
    scoreAgreement: scoreAgreement(
      {
        membership,
        attacks: curves.slice(0, 3),
        rankCorrelation: [
          [1, 0.8, 0.4],
          [0.8, 1, 0.002],
          [0.4, 0.002, 1],
        ],
      },
      options,
    ),
    scoreHistograms: scoreHistograms(
      { membership, attacks: curves.map((one) => ({ ...one, threshold: 1.5 })) },
      options,
    ),
    permutationImportance: permutationImportance(
      predictors.slice(0, 4).map((name, i) => ({
        name,
        auc: { value: 0.03 * i, low: 0.03 * i - 0.02, high: 0.03 * i + 0.02 },
        tpr: exactly(0.02 * i),
      })),
      { ...options, rows: n },
    ),
    blindBaseline: blindBaseline(
      [
        { name: "Loss threshold", value: 0.64, low: 0.6, high: 0.68, blind: false },
        { name: "Image statistics", value: 0.5, low: 0.46, high: 0.54, blind: true },
      ],
      { ...options, rows: n },
    ),
    selfCheck: selfCheck(
      {
        accuracies: [
          { set: "public members", accuracy: { value: 0.987, low: 0.98, high: 0.993 } },
          { set: "public non-members", accuracy: { value: 0.751, low: 0.723, high: 0.778 } },
          { set: "private", accuracy: { value: 0.862, low: 0.846, high: 0.877 } },
        ],
        sample: { accuracy: { value: 0.777, low: 0.72, high: 0.83 } },
        chance: 0.129,
        readings: [
          { reading: "stem of stride 1 without max-pool", accuracy: 0.083, adjusted: 1 },
          { reading: "normalisation: normalization.json", accuracy: 0.875, adjusted: 0.0024 },
          { reading: "resized to 224 x 224", accuracy: 0.125, adjusted: 1 },
          { reading: "batch normalisation's epsilon 0.001", accuracy: 0.777, adjusted: 1 },
        ],
      },
      { ...options, rows: n },
    ),
    precisionInTop: precisionInTop([{ ...curves[0], band: precise }, ...curves.slice(1)], options),
    alongModels: alongModels(
      steps(9).map(({ name, tpr }, i) => {
        const auc = { value: 0.55 + 0.02 * i, low: 0.5 + 0.02 * i, high: 0.6 + 0.02 * i };
        return { name, at: 5 * i, auc, tpr5: tpr };
      }),
      { ...options, along: "epoch", rows: n },
    ),
    alongPairs: alongPairs(
      ["RMIA", "LiRA_hierarchical"].flatMap((attack) =>
        steps(4).map(({ tpr }, i) => {
          const auc = { value: 0.65 + 0.01 * i, low: 0.6 + 0.01 * i, high: 0.7 + 0.01 * i };
          const minutes = 3.3 * (i + 1);
          return { attack, pairs: i + 1, minutes, AUC: auc, "TPR@5%": tpr };
        }),
      ),
      { ...options, rows: n },
    ),
    tprAgainstSeconds: tprAgainstSeconds(steps(4), { ...options, rows: n }),
    tprAgainstSecondsNumbered: tprAgainstSeconds(steps(11), { ...options, rows: n }),
    ablation: ablation(
      [
        { name: "Views like training", groupIn: { value: 0.07, low: 0.04, high: 0.1 } },
        {
          name: "Views unlike training",
          groupIn: exactly(0.05),
          groupOut: { value: -0.01, low: -0.03, high: 0.02 },
        },
        { name: "Last-layer gradient", groupOut: { value: 0.01, low: 0, high: 0.02 } },
      ],
      { ...options, valueName: "TPR at FPR ≤ 0.05", base: "plain image", rows: n },
    ),
    refusal: rocLogLog(
      { curves: [{ name: "RF", membership: membership.map(() => 1), scores: phi }] },
      options,
    ),
  };
}
