import type { Classifier } from "../../ensemble";
import {
  type Importance,
  type ImportanceOptions,
  type Membership,
  permutationImportance,
} from "../../metrics";
import type { Matrix } from "../../numeric/arrays";
import { columnGroups } from "./columnGroups";

/** A fitted model and rows that it was not fitted on. */
export interface FittedOnOthers {
  /** Fitted; `{ predictProba }` around a scaler and a model will do. */
  readonly model: Pick<Classifier, "predictProba">;
  /** As the model takes them, one column for each name. */
  readonly X: Matrix;
  /** 0 or 1 for each row of X, 1 = member. */
  readonly membership: Membership;
  readonly names: readonly string[];
  /** Column names by group; each column alone and the softmax block as one unless given. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Permutation importance of a fitted model's named columns, in AUC and in TPR at a low FPR, with
 * 95 % intervals over the rows; the largest fall in AUC first.
 *
 * @param options as `permutationImportance`; 5 shuffles unless `repeats` is given
 * @throws RangeError if names and columns differ in number, a group names a column that is not
 *   there, or as `permutationImportance`
 * @see Breiman, Random Forests (2001), section 10
 * @example
 * const model = { predictProba: (X) => forest.predictProba(scaler.transform(X)) };
 * importanceOf({ model, X: Xreport, membership, names }, { seed: 42 });
 * // [{ name: "softmax", auc: { value: .11, low: .10, high: .12, .. }, tpr: { .. } }, ..]
 */
export function importanceOf(
  { model, X, membership, names, groups = columnGroups(names) }: FittedOnOthers,
  options: ImportanceOptions,
): Importance[] {
  if (names.length !== X.cols) {
    throw new RangeError(
      `names: found ${names.length}, expected ${X.cols}, one for each column of X`,
    );
  }
  const numbered = Object.entries(groups).map(([group, columns]) => [
    group,
    columns.map((name) => placeOf(name, group, names)),
  ]);
  return permutationImportance(
    membership,
    X,
    (rows) => model.predictProba(rows),
    Object.fromEntries(numbered),
    options,
  ).sort((a, b) => b.auc.value - a.auc.value);
}

function placeOf(name: string, group: string, names: readonly string[]): number {
  const place = names.indexOf(name);
  if (place >= 0) return place;
  throw new RangeError(`group ${group}: found column ${name}, expected one of ${names.join(", ")}`);
}
