import type { PredictorColumns } from "../../features";
import type { FittedAttack } from "../published";
import { type Cost, costIn, ofEachModel } from "./cost";

/** How many different values a column holds in each arithmetic. */
export interface DistinctValues {
  /** The column's name; prob_c for the whole softmax. */
  readonly column: string;
  readonly values: number;
  readonly "distinct in float32": number;
  readonly "distinct in float64": number;
}

/**
 * How many values of each column float32 still tells apart. Where the softmax saturates, rows that
 * differ become one value.
 *
 * @param single the published ten in float32
 * @param double the same columns in float64; further ones are left out
 * @example
 * distinctValues(publishedFeatures(logits, labels).columns, extractFeatures(logits, labels).columns);
 */
export function distinctValues(
  single: PredictorColumns,
  double: PredictorColumns,
): DistinctValues[] {
  const columns = [...new Set(Object.keys(single).map(columnOf))];
  const different = (of: PredictorColumns, column: string) => {
    const names = Object.keys(single).filter((name) => columnOf(name) === column);
    const values = names.flatMap((name) => [...of[name]]);
    return { values: values.length, distinct: new Set(values).size };
  };
  return columns.map((column) => {
    const { values, distinct } = different(single, column);
    return {
      column,
      values,
      "distinct in float32": distinct,
      "distinct in float64": different(double, column).distinct,
    };
  });
}

function columnOf(name: string): string {
  return name.startsWith("prob_") ? "prob_c" : name;
}

/**
 * Finding g: the published attack computes in float32. What that costs, or saves, against the same attack
 * in float64 throughout: AUC and TPR with the scaler fitted again, as published, and frozen.
 *
 * @param attacks.rows numbers of rows that taught neither of the two
 * @param attacks.membership 0 or 1 for each of these rows
 * @example
 * showTable(arithmetic({ float32, float64, rows, membership }, { seed: 42 }));
 */
export function arithmetic(
  attacks: {
    readonly float32: FittedAttack;
    readonly float64: FittedAttack;
    readonly rows: Int32Array;
    readonly membership: Uint8Array;
  },
  options: { readonly seed: number },
): Cost[] {
  const { float32, float64, rows, membership } = attacks;
  return (["refitted", "frozen"] as const).flatMap((scaler) =>
    ofEachModel(float32[scaler](rows), float64[scaler](rows))
      .flatMap((pair) => costIn(["AUC", "TPR@5%"], { mistake: "g", membership, ...pair }, options))
      .map((cost) => ({ ...cost, quantity: `${cost.quantity}, scaler ${scaler}` })),
  );
}
