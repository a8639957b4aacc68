// Prints how far lib/metrics, lib/features and lib/lira lie from the values that scikit-learn,
// scipy, numpy and torch gave (test/fixtures, each with its script and versions):
//   node lib/run.cjs test/bench/metricsParity.ts
import { extractFeatures, modifiedEntropy } from "../../lib/features";
import { correctedLira, publishedLira } from "../../lib/lira";
import * as metrics from "../../lib/metrics";
import features from "../fixtures/features/features.json";
import lira from "../fixtures/lira/lira.json";
import intervals from "../fixtures/metrics/intervals.json";
import records from "../fixtures/metrics/records.json";
import roc from "../fixtures/metrics/roc.json";

type Numbers = ArrayLike<number | null>;
const LEVELS = ["0.01", "0.05", "0.3"] as const;
const rows: string[][] = [];

/** Adds a line: how many numbers were compared and the largest difference. */
function compare(what: string, source: string, pairs: readonly (readonly [Numbers, Numbers])[]) {
  let count = 0;
  let largest = 0;
  for (const [ours, theirs] of pairs) {
    for (let i = 0; i < theirs.length; i++, count++) {
      const a = ours[i] ?? Number.POSITIVE_INFINITY;
      const b = theirs[i] ?? Number.POSITIVE_INFINITY;
      if (a !== b) largest = Math.max(largest, Math.abs(a - b) / Math.max(1, Math.abs(b)));
    }
  }
  rows.push([what, source, String(count), largest === 0 ? "0" : largest.toExponential(1)]);
}

const sklearn = `scikit-learn ${roc.made_with["scikit-learn"]}`;
const scipy = `scipy ${intervals.made_with.scipy}`;

for (const kind of ["all", "dropped"] as const) {
  const curves = roc.cases.flatMap((c) => {
    const ours = metrics.rocCurve(c.membership, c.scores, { dropIntermediate: kind === "dropped" });
    return (["fpr", "tpr", "thresholds"] as const).map((k) => [ours[k], c[kind][k]] as const);
  });
  compare(`ROC curve, ${kind === "all" ? "every vertex" : "drop_intermediate"}`, sklearn, curves);
}
compare(
  "AUC",
  sklearn,
  roc.cases.map((c) => [[metrics.rocAuc(c.membership, c.scores)], [c.auc]]),
);
compare(
  "TPR at FPR <= a",
  sklearn,
  roc.cases.flatMap((c) =>
    LEVELS.map(
      (a) =>
        [[metrics.tprAtFpr(c.membership, c.scores, Number(a)).tpr], [c.tpr_at_most[a]]] as const,
    ),
  ),
);
compare(
  "published TPR at FPR",
  sklearn,
  roc.cases.flatMap((c) =>
    LEVELS.map((a) => {
      const { tpr, fpr } = metrics.publishedTprAtFpr(c.membership, c.scores, Number(a));
      return [
        [tpr, fpr],
        [c.published[a].tpr, c.published[a].fpr],
      ] as const;
    }),
  ),
);

const delong = intervals.delong.map((c) => ({
  c,
  a: metrics.delongAuc(c.membership, c.a),
  difference: metrics.delongDifference(c.membership, c.a, c.b),
}));
const formula = "DeLong's formula over all pairs, numpy";
compare(
  "DeLong standard error",
  formula,
  delong.map(({ c, a }) => [[a.standardError], [c.standard_error[0]]]),
);
compare(
  "DeLong interval (logit)",
  formula,
  delong.map(({ c, a }) => [metrics.bounds(a)!, c.interval[0]]),
);
compare(
  "DeLong paired difference, its error and p-value",
  formula,
  delong.map(({ c, difference: d }) => [
    [d.value, d.standardError, d.pValue],
    [c.difference, c.difference_standard_error, c.difference_p],
  ]),
);
compare(
  "TPR of each bootstrap resample",
  `${sklearn} on the same drawn rows`,
  intervals.bootstrap.flatMap((c) => {
    const size = { replicates: c.tprs[0].length, seed: c.seed };
    const [tprs] = metrics.resampleTprs(c.membership, [c.scores], c.max_fprs, size);
    return tprs.map((values, i) => [values, c.tprs[i]] as const);
  }),
);
compare(
  "Clopper-Pearson interval",
  scipy,
  intervals.clopper_pearson.map((c) => [metrics.clopperPearson(c.k, c.n, c.level), c.interval]),
);

const { calibration, conformal, benjamini_hochberg: bh } = records;
const bins = metrics.reliabilityBins(calibration.membership, calibration.probabilities).bins;
compare("Brier score, log loss", sklearn, [
  [
    [
      metrics.brierScore(calibration.membership, calibration.probabilities),
      metrics.logLoss(calibration.membership, calibration.sure),
    ],
    [calibration.brier, calibration.log_loss_sure],
  ],
]);
compare("reliability, equal-mass bins", sklearn, [
  [bins.map((bin) => bin.memberShare), calibration.bins.member_share],
  [bins.map((bin) => bin.meanProbability), calibration.bins.mean_probability],
]);
compare("conformal p-values", "numpy, counted one by one", [
  [metrics.conformalPValues(conformal.non_members, conformal.judged), conformal.p],
]);
compare("Benjamini-Hochberg adjusted", scipy, [[metrics.adjustedPValues(bh.p), bh.adjusted]]);
compare(
  "Spearman",
  scipy,
  records.spearman.map((c) => [[metrics.spearman(c.a, c.b)], [c.rho]]),
);

const labels = Int32Array.from(features.labels);
const logits = {
  data: Float32Array.from(features.logits),
  rows: labels.length,
  classes: features.classes,
};
const { columns } = extractFeatures(logits, labels);
const numpy = `numpy ${features.made_with.numpy}, float64`;
const torch = `torch ${features.made_with.torch}, float32 as published`;
for (const [table, source] of [
  [features.float64, numpy],
  [features.float32, torch],
] as const) {
  compare(
    "published features",
    source,
    Object.entries(table).map(([name, expected]) => [columns[name], expected]),
  );
}
compare("phi, modified entropy", "400-digit decimals", [
  [columns.phi, features.exact.phi],
  [modifiedEntropy(logits, labels), features.exact.modified_entropy],
]);

compare("published LiRA score", scipy, [
  [publishedLira.score(lira.published.fit, lira.p), lira.published.score],
]);
compare("corrected LiRA score", scipy, [
  [correctedLira.score(lira.corrected.fit, lira.phi), lira.corrected.score],
]);

console.log("| what | reference | numbers compared | largest difference |");
console.log("| --- | --- | --- | --- |");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
