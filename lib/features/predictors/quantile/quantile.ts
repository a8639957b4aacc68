import type { Logits } from "../../../inference";
import { SoftmaxRow } from "../../../lira";
import { take } from "../../../numeric/arrays";
import type { AuditSet } from "../auditSet";
import { crossFittedGroup } from "../crossFittedGroup";
import type { PredictorGroup } from "../group";
import { levelsByClass } from "../levelsByClass";
import { meanOf, sdOf } from "../meanOf";
import { phiOfView } from "../phiOfView";
import type { Statistic } from "../statistic";
import { linearQuantile } from "./linearQuantile";

const QUANTILES = [0.5, 0.8, 0.95] as const;

/** phi beside the quantiles that non-members like this image have. */
interface QuantileRow {
  phi: number;
  /** In the order of QUANTILES. */
  readonly predicted: Float64Array;
}

/** phi of each row, and what it is regressed on: one column each, but for the class's mean. */
interface Measured {
  readonly phi: Float64Array;
  readonly regressors: readonly Float64Array[];
}

/** Coefficients of each quantile, and what the regressors were made, centred and scaled by. */
interface Regression {
  /** Mean phi of each class's non-members. */
  readonly classMean: (label: number) => number;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  readonly coefficients: readonly Float64Array[];
}

const STATISTICS: readonly Statistic<QuantileRow>[] = [
  ...QUANTILES.map((q, k) => ({
    name: `excess_over_quantile_${Math.round(100 * q)}`,
    meaning: `phi less the ${Math.round(100 * q)} % quantile of phi of non-members with the same class, runners-up and changed views.`,
    of: ({ phi, predicted }: QuantileRow) => phi - predicted[k],
  })),
  {
    name: "quantile_z",
    meaning: "phi less its predicted median, in units of the predicted 95 % quantile less it.",
    of: ({ phi, predicted }) => (phi - predicted[0]) / Math.max(predicted[2] - predicted[0], 0.1),
  },
];

/**
 * How far phi exceeds what non-members like this image have, by quantile regression on public
 * non-members and without reference models. The regressors are the class and what is left of the
 * output when the true class is taken out of it (its runners-up), and phi in views that a memorised
 * image is not recognised in: they tell how hard an image is, and little of whether it was learnt.
 *
 * @param views names of those views
 * @see Bertran et al., Scalable Membership Inference Attacks via Quantile Regression (2023)
 * @example
 * const qmia = quantile(viewList("unlike"));
 */
export function quantile(views: readonly string[]): PredictorGroup {
  const name = "quantile";
  return crossFittedGroup<Measured, Regression, QuantileRow>({
    name,
    meaning: "phi beside the quantiles predicted from public non-members (QMIA)",
    needs: { views },
    fewest: 50,
    statistics: () => STATISTICS,
    prepare: (set) => measure(set, views, name),
    learn(set, { rows, membership }, measured) {
      const outside = rows.filter((_, k) => membership[k] === 0);
      return regress(measured, outside, set.labels);
    },
    reader(set) {
      const { phi, regressors } = measure(set, views, name);
      const x = new Float64Array(regressors.length + 2);
      const row = { phi: 0, predicted: new Float64Array(QUANTILES.length) };
      return (i, regression) => {
        fill(x, regressors, i, regression.classMean(set.labels[i]), regression);
        row.phi = phi[i];
        regression.coefficients.forEach((b, k) => {
          row.predicted[k] = b.reduce((sum, value, j) => sum + value * x[j], 0);
        });
        return row;
      };
    },
  });
}

function regress({ phi, regressors }: Measured, rows: Int32Array, labels: Int32Array): Regression {
  const levelOf = levelsByClass(rows, labels, phi);
  const classMean = (label: number) => levelOf(label).mean;
  const chosen = [
    Float64Array.from(rows, (row) => classMean(labels[row])),
    ...regressors.map((values) => take(values, rows)),
  ];
  const centre = Float64Array.from(chosen, meanOf);
  const scale = Float64Array.from(chosen, (values) => sdOf(values) || 1);
  const d = chosen.length + 1;
  const X = new Float64Array(rows.length * d);
  rows.forEach((row, i) => {
    const x = X.subarray(i * d, (i + 1) * d);
    fill(x, regressors, row, classMean(labels[row]), { centre, scale });
  });
  const y = take(phi, rows);
  const coefficients = QUANTILES.map((q) => linearQuantile(X, y, q));
  return { classMean, centre, scale, coefficients };
}

function fill(
  x: Float64Array,
  regressors: readonly Float64Array[],
  row: number,
  classMean: number,
  { centre, scale }: Pick<Regression, "centre" | "scale">,
): void {
  x[0] = 1;
  x[1] = (classMean - centre[0]) / scale[0];
  for (let j = 0; j < regressors.length; j++) {
    x[j + 2] = (regressors[j][row] - centre[j + 1]) / scale[j + 1];
  }
}

function measure(set: AuditSet, views: readonly string[], group: string): Measured {
  const { logits, labels } = set;
  const ofViews = views.map((view) => phiOfView(set, view, group));
  return {
    phi: phiOfView(set, "plain", group),
    regressors: [...runnersUp(logits, labels), ...ofViews],
  };
}

/** Entropy, level and spread of the output without the true class. */
function runnersUp(logits: Logits, labels: Int32Array): Float64Array[] {
  const others = logits.classes - 1;
  const row = { data: new Float32Array(others), rows: 1, classes: others };
  const softmax = new SoftmaxRow(others);
  const columns = [0, 1, 2].map(() => new Float64Array(logits.rows));
  for (let i = 0; i < logits.rows; i++) {
    const start = i * logits.classes;
    row.data.set(logits.data.subarray(start, start + labels[i]));
    row.data.set(logits.data.subarray(start + labels[i] + 1, start + logits.classes), labels[i]);
    softmax.read(row, 0);
    columns[0][i] = softmax.entropy(row.data);
    columns[1][i] = softmax.largest + Math.log1p(softmax.gap * softmax.others);
    columns[2][i] = sdOf(row.data);
  }
  return columns;
}
