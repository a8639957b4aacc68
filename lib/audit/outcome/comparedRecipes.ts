import { type CrossfittedRoc, crossfittedRoc, type Estimate } from "../../metrics";
import { CHOSEN, type CrossFitted } from "../crossfit";
import type { JudgedAttack } from "../summary";
import { compared } from "./compared";

/** Both recipes, cross-fitted on the same folds. */
export interface BothRecipes {
  /** 0 or 1 for each public row. */
  readonly membership: Uint8Array;
  /** The published recipe, a column a model. */
  readonly heldout: CrossFitted;
  /** The corrected one, a column a model and `chosen`. */
  readonly corrected: CrossFitted;
  /** The model that is chosen at the end, whose published scores `chosen` is set against. */
  readonly chosen: string;
}

/** What both recipes reach, in the shapes that tables, figures and the summary take. */
export interface RecipesCompared {
  /** A line a recipe and model. */
  readonly lines: readonly object[];
  /** The corrected models' curves, as the ROC figures take them. */
  readonly curves: readonly ({ readonly name: string } & CrossfittedRoc)[];
  /** AUCs model by model, with the paired difference. */
  readonly pairs: readonly {
    readonly name: string;
    readonly published: Estimate;
    readonly corrected: Estimate;
    readonly difference: Estimate;
  }[];
  /** Each corrected attack beside its rival, as `summaryOf` takes them. */
  readonly judged: readonly JudgedAttack[];
}

/**
 * The published recipe and the corrected one model by model on all public rows, fold by fold: AUC and TPR with
 * intervals, and what the corrected one gains, paired row by row.
 *
 * @param both the two, and the model that is chosen at the end
 * @param options `seed` of the bootstraps
 * @throws RangeError as `compared`
 * @throws Error if the two were dealt into other folds
 * @example
 * showTable(comparedRecipes({ membership, heldout, corrected, chosen: "MLP" }, { seed: 42 }).lines);
 */
export function comparedRecipes(
  both: BothRecipes,
  { seed }: { readonly seed: number },
): RecipesCompared {
  const { membership, heldout, corrected, chosen } = both;
  const { folds } = corrected;
  const other = folds.findIndex((fold, row) => fold !== heldout.folds[row]);
  if (other >= 0) {
    throw new Error(
      `${heldout.name}: found row ${other} in fold ${heldout.folds[other]}, expected ${folds[other]} as of ${corrected.name}`,
    );
  }
  const options = { seed, folds };
  const found = corrected.names.map((name) => {
    const rival = name === CHOSEN ? chosen : name;
    const [own, published] = [corrected.column(name), heldout.column(rival)];
    return { name, rival, own, read: compared(membership, own, published, options) };
  });
  const models = found.filter(({ name }) => name !== CHOSEN);
  const published = models.map(({ name }) => {
    return { model: name, ...compared(membership, heldout.column(name), null, options) };
  });
  return {
    lines: [
      ...published.map((line) => ({ recipe: "published, held out", ...line })),
      ...found.map(({ name, read }) => ({ recipe: "corrected", model: name, ...read })),
    ],
    curves: models.map(({ name, own }) => ({ name, ...crossfittedRoc(membership, own, folds) })),
    pairs: models.map(({ name, read }, i) => {
      const { AUC: auc, "AUC gained": difference } = read;
      return { name, published: published[i].AUC, corrected: auc, difference: difference ?? auc };
    }),
    judged: found.map(({ name, rival, read }) => {
      const attack = name === CHOSEN ? "the corrected attack" : `corrected ${name}`;
      return { attack, rival: `published ${rival}`, ...read };
    }),
  };
}
