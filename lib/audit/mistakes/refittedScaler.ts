import type { Classifier, StandardScaler } from "../../ensemble";
import { spearman } from "../../metrics";
import type { Matrix } from "../../numeric/arrays";
import { scaledAndCast } from "../published";
import { type Cost, costIn, ofEachModel } from "./cost";

/**
 * Mistake b: the scaler is fitted again on the rows to be scored, which moves the thresholds that the
 * models have learnt. The published attack's AUC and TPR on rows that taught it nothing, its scaler
 * fitted again or frozen.
 *
 * @param scores of the same rows: `FittedAttack.refitted` and `FittedAttack.frozen`
 * @example
 * const scores = { refitted: attack.refitted(rows), frozen: attack.frozen(rows) };
 * showTable(refittedScaler({ ...scores, membership: take(membership, rows) }, { seed: 42 }));
 */
export function refittedScaler(
  scores: {
    readonly refitted: Readonly<Record<string, Float64Array>>;
    readonly frozen: Readonly<Record<string, Float64Array>>;
    /** 0 or 1 for each of the rows. */
    readonly membership: Uint8Array;
  },
  options: { readonly seed: number },
): Cost[] {
  const { refitted, frozen, membership } = scores;
  return ofEachModel(refitted, frozen).flatMap((pair) =>
    costIn(["AUC", "TPR@5%"], { mistake: "b", membership, ...pair }, options),
  );
}

/**
 * How far mistake b moves the order of the private scores: rank correlation with those of the
 * scaler that the models were trained with, 1 for not at all.
 *
 * @param published.models fitted on predictors that `frozen` scaled, cast to float32
 * @param published.handedIn by model: scores through the scaler that was fitted again
 * @param published.Xprivate predictors of the private rows, not scaled
 * @example
 * movedOrder({ models, frozen, handedIn, Xprivate })[0].corrected; // 1
 */
export function movedOrder(published: {
  readonly models: Readonly<Record<string, Classifier>>;
  readonly frozen: StandardScaler;
  readonly handedIn: Readonly<Record<string, Float64Array>>;
  readonly Xprivate: Matrix;
}): Cost[] {
  const { models, frozen, handedIn, Xprivate } = published;
  const still = scaledAndCast(Xprivate, frozen);
  return Object.entries(models).map(([name, model]) => ({
    mistake: "b",
    model: name,
    quantity: "rank correlation, private",
    "as published": spearman(handedIn[name], model.predictProba(still)) ?? Number.NaN,
    corrected: 1,
    "corrected - published": null,
  }));
}
