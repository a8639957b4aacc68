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
      lessAll(9, [0.0011, -0.002, 0.0042], [-0.0075, -0.017, 0.0072]),
      lessAll(13, [-0.0002, -0.0032, 0.0028], [-0.0092, -0.0175, 0.0057]),
      lessAll(17, [0.0027, -0.0001, 0.0056], [-0.0077, -0.0129, 0.0095]),
      lessAll(21, [0.0006, -0.0018, 0.003], [-0.005, -0.0124, 0.0082]),
      lessAll(25, [0.0003, -0.0019, 0.0024], [-0.0058, -0.0125, 0.0069]),
    ],
  },
  {
    on: "the embedded data, 2,000 public images",
    lessAll: [
      lessAll(2, [-0.0673, -0.0857, -0.0488], [-0.13, -0.1699, -0.0651]),
      lessAll(6, [-0.0433, -0.0576, -0.029], [-0.071, -0.1126, -0.0244]),
      lessAll(9, [-0.0172, -0.0271, -0.0073], [-0.029, -0.0714, 0.0054]),
      lessAll(13, [-0.0066, -0.0152, 0.002], [-0.02, -0.0493, 0.0173]),
      lessAll(17, [-0.0041, -0.0115, 0.0032], [-0.01, -0.0413, 0.0223]),
      lessAll(21, [-0.0015, -0.0081, 0.0052], [-0.009, -0.0342, 0.0252]),
      lessAll(25, [-0.0046, -0.0106, 0.0013], [0.001, -0.0343, 0.0263]),
      lessAll(29, [-0.0026, -0.0074, 0.0022], [0.014, -0.0242, 0.0313]),
    ],
  },
];
