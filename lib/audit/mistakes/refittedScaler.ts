import { type Classifier, StandardScaler } from "../../ensemble";
import { spearman } from "../../metrics";
import { type Matrix, take, takeRows } from "../../numeric/arrays";
import { type Cost, costIn } from "./cost";
import type { CorrectedSubjects } from "./subjects";

/**
 * Mistake b: the scaler is fitted again on the rows to be scored, which moves every threshold that
 * the models have learnt. AUC and TPR on report rows.
 *
 * @example
 * showTable(refittedScaler({ attacks, X, membership, rows }, { seed: 42 }));
 */
export function refittedScaler(
  { attacks, X, membership, rows }: CorrectedSubjects,
  options: { readonly seed: number },
): Cost[] {
  const judged = scaledByItself(takeRows(X, rows));
  return Object.entries(attacks).flatMap(([name, { model, raw }]) => {
    const pair = { published: model.predictProba(judged), corrected: take(raw, rows) };
    const subject = { mistake: "b", model: name, membership: take(membership, rows), ...pair };
    return costIn(["AUC", "TPR@5%"], subject, options);
  });
}

/**
 * How far mistake b moves the order of the private scores: rank correlation with those of the
 * scaler that the models were trained with, 1 for not at all.
 *
 * @param models fitted on predictors that `frozen` scaled
 * @param handedIn by model: scores through the scaler that was fitted again
 * @param Xprivate predictors of the private rows, not scaled
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
  const still = frozen.transform(Xprivate);
  return Object.entries(models).map(([name, model]) => ({
    mistake: "b",
    model: name,
    quantity: "rank correlation, private",
    "as published": spearman(handedIn[name], model.predictProba(still)) ?? Number.NaN,
    corrected: 1,
    "corrected - published": null,
  }));
}

/**
 * A matrix standardised by a scaler of its own.
 *
 * @example
 * scaledByItself(Xprivate); // columns of mean 0 and standard deviation 1
 */
export function scaledByItself(X: Matrix): Matrix {
  return new StandardScaler().fit(X).transform(X);
}
