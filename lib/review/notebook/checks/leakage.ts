import { type Finding, finding } from "../../finding";
import { type Call, callsOf } from "../calls";
import { cellsWith } from "../cells";
import type { NotebookCheck } from "../check";

const transforms =
  "StandardScaler|MinMaxScaler|RobustScaler|QuantileTransformer|PowerTransformer|PCA";
/** What may stand between two brackets, other brackets once within, as far as calls are long. */
const inside = "(?:[^()]|\\([^()]{0,200}\\)){0,200}";
const hasTransform = new RegExp(`\\b(?:${transforms})\\s*\\(`);
const fitsTransform = new RegExp(
  `(?:\\b(?:${transforms})\\s*\\(${inside}\\)|\\b\\w{0,40}(?:scaler|pca|transformer|norm)\\w{0,40})\\s*\\.\\s*(?:fit_transform|fitTransform|fit)\\s*\\(`,
  "gi",
);
const splits = /\b(?:train_test_split|trainTestSplit|StratifiedKFold|KFold|threeWaySplit)\s*\(/i;
const privateRows = /priv|hidden|unlabell?ed|x_?test/i;
const partOfRows = /train|fit|\btr\b|_tr\b|\bfold/i;
const calibrates = new RegExp(
  `(?:Calibrat\\w{0,40}\\s*\\(${inside}\\)|\\b\\w{0,40}(?:calibrat|isotonic)\\w{0,40}(?:\\s*\\(\\))?)\\s*\\.\\s*fit\\s*\\(`,
  "gi",
);
const reports =
  /\b(?:roc_auc_score|roc_curve|print_?auc_?tpr|rocAuc|rocCurve|tprAtFpr|publishedTprAtFpr|delongAuc|bootstrapTpr)\s*\(/gi;
const publishedRule = /\bfpr\w{0,40}\s*>=\s*(?:0?\.05|\w{0,40}fpr|target|alpha)/i;

/**
 * Ways in which rows that are reported on get into what is fitted, as far as the text of the code
 * shows them; each is for a person to look at.
 */
export const leakage: NotebookCheck = (notebook) => {
  const fits = cellsWith(notebook, hasTransform).length > 0 ? callsOf(notebook, fitsTransform) : [];
  const onPrivate = fits.filter(({ given }) => privateRows.test(given));
  const isSplit = cellsWith(notebook, splits).length > 0;
  const onAll = fits.filter(
    ({ given }) => isSplit && given !== "" && !privateRows.test(given) && !partOfRows.test(given),
  );
  return [
    ...warn("fit-on-private", onPrivate, {
      expected: "a transform fitted on public rows, only applied to private ones",
      mend: "scaler.transform(X_private): a second fit moves rows across the trees' thresholds",
    }),
    ...warn("fit-before-split", onAll, {
      expected: "a transform fitted on the fit rows alone",
      mend: "split first, or put the transform and the model into one pipeline",
    }),
    ...warn("calibrate-and-report", calibratedOnReported(notebook), {
      expected: "calibration on rows that no figure is reported on",
      mend: "three parts: fit, calibrate, report",
    }),
    ...thresholdRule(cellsWith(notebook, publishedRule)),
  ];
};

/** Calibrations whose labels are also what a metric is called with. */
function calibratedOnReported(notebook: Parameters<NotebookCheck>[0]): Call[] {
  const reported = new Set(callsOf(notebook, reports).map(({ given }) => argument(given, 0)));
  return callsOf(notebook, calibrates).filter(({ given }) => {
    const labels = argument(given, 1);
    return /^[\w.]+$/.test(labels) && reported.has(labels);
  });
}

function argument(given: string, place: number): string {
  return (given.split(",")[place] ?? "").trim();
}

function warn(code: string, calls: readonly Call[], what: { expected: string; mend: string }) {
  if (calls.length === 0) return [];
  const shown = calls.slice(0, 3).map(({ name, given }) => short(`${name}(${given})`));
  const rows = [...new Set(calls.map(({ place }) => place))];
  return [finding("warning", code, { rows, found: shown.join("; "), ...what })];
}

function short(call: string): string {
  return call.length > 44 ? `${call.slice(0, 43)}…` : call;
}

function thresholdRule(rows: number[]): Finding[] {
  if (rows.length === 0) return [];
  return [
    finding("note", "threshold-rule", {
      rows,
      found: "the TPR is read at the first point with FPR >= the limit",
      expected: "the largest TPR with FPR <= the limit",
      mend: "fpr <= 0.05, and tell the FPR reached",
    }),
  ];
}
