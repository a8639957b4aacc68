import type { Estimate } from "../../metrics";

/** What a beginning of the order reached less what all looks did, paired on the same rows: below 0 where it lacks. */
export interface LessAll {
  /** How many of `LOOKS` it has. */
  readonly looks: number;
  readonly auc: Estimate;
  /** At 5 % FPR. */
  readonly tpr: Estimate;
}

/** A case on which beginnings were measured, each longer than the one before. */
export interface MeasuredCase {
  readonly on: string;
  readonly lessAll: readonly LessAll[];
}

type Figure = readonly [value: number, low: number, high: number];

function lessAll(looks: number, ...[auc, tpr]: readonly [Figure, Figure]): LessAll {
  const [aucLess, tprLess] = [auc, tpr].map(([value, low, high]) => ({ value, low, high }));
  return { looks, auc: aucLess, tpr: tprLess };
}

/** By `test/bench/views.ts`, as `test/bench/views.md` has it: to be measured again where the order is another. */
export const MEASURED: readonly MeasuredCase[] = [
  {
    on: "the fit rows of a full-size case, 12,000 public images",
    lessAll: [
      lessAll(6, [-0.0091, -0.0138, -0.0044], [-0.0338, -0.05, -0.0175]),
      lessAll(9, [-0.0024, -0.0057, 0.001], [-0.0202, -0.0307, -0.0051]),
      lessAll(17, [-0.0013, -0.0041, 0.0015], [-0.0063, -0.015, 0.0085]),
      lessAll(21, [0.0011, -0.0013, 0.0034], [-0.0102, -0.0155, 0.0037]),
      lessAll(25, [0, -0.002, 0.0021], [-0.0073, -0.0147, 0.0049]),
    ],
  },
  {
    on: "the embedded data, 2,000 public images",
    lessAll: [
      lessAll(2, [-0.0673, -0.0857, -0.0488], [-0.13, -0.1699, -0.0651]),
      lessAll(6, [-0.0433, -0.0576, -0.029], [-0.071, -0.1126, -0.0244]),
      lessAll(9, [-0.0133, -0.023, -0.0036], [-0.029, -0.0624, 0.0134]),
      lessAll(13, [-0.0132, -0.0221, -0.0043], [-0.013, -0.0474, 0.0304]),
      lessAll(17, [-0.0053, -0.0131, 0.0025], [-0.024, -0.0483, 0.0153]),
      lessAll(21, [-0.0052, -0.0118, 0.0014], [-0.005, -0.0443, 0.0193]),
      lessAll(25, [-0.0023, -0.0078, 0.0031], [0, -0.0312, 0.0252]),
      lessAll(29, [-0.0026, -0.0074, 0.0022], [0.014, -0.0242, 0.0313]),
    ],
  },
];
