import type { PublishedName } from "../../ensemble";
import type { PredictorColumns } from "../../features";
import { callInThreads, runTask } from "../../numeric/workers";
import { publishedModels } from "../published/models";
import { type CrossFitted, crossFitted, type ScoreColumns } from "./crossFitted";
import { type Recipe, type RecipeFit, recipeTask } from "./recipeTask";
import type { Inner, TaughtSplit } from "./splits";

/** Public rows for a recipe to be cross-fitted on. */
export interface RecipeRows {
  /** The published ten of all rows, and phi for the corrected recipe. */
  readonly columns: PredictorColumns;
  /** 0 or 1 for each row. */
  readonly membership: Uint8Array;
  /** As `foldsOf` deals them. */
  readonly folds: Int32Array;
}

/** How it is done. */
export interface RecipeOptions {
  readonly seed: number;
  /** The only models to fit; all three unless given. */
  readonly names?: readonly PublishedName[];
  /** Worker threads: 1 fits in this one, -1, the default, takes one for each core; the same bytes. */
  readonly n_jobs?: number;
  /** Gives up the fits that have not begun. */
  readonly signal?: AbortSignal;
  /** Called after each fit with the fits done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The published recipe, mistakes and all, given each fold in turn as if it were private: taught the other four,
 * its scaler fitted again on the fold, its scores raw (protocol `heldout`).
 *
 * @returns a column a model
 * @throws RangeError as `fitPublished`
 * @example
 * const heldout = await crossFittedPublished({ columns, membership, folds }, { seed: 42 });
 * crossfittedAuc(membership, heldout.column("RF"), folds);
 */
export function crossFittedPublished(
  rows: RecipeRows,
  options: RecipeOptions,
): Promise<CrossFitted> {
  return ofRecipe("published", rows, "none", options);
}

/**
 * The recipe without the mistakes: Gaussians, scaler and models fitted on four folds, the fifth judged, raw.
 * Within each fold's rest the two neighbouring folds are scored too (`inner`), by fits on the other three, so
 * that a model can be chosen without the fold.
 *
 * @returns a column a model
 * @throws RangeError as the Gaussians, the scaler and the models do
 * @example
 * const corrected = await crossFittedCorrected({ columns, membership, folds }, { seed: 42 });
 */
export function crossFittedCorrected(
  rows: RecipeRows,
  options: RecipeOptions,
): Promise<CrossFitted> {
  return ofRecipe("corrected", rows, "ring", options);
}

function ofRecipe(
  recipe: Recipe,
  { columns, membership, folds }: RecipeRows,
  inner: Inner,
  { seed, names, n_jobs = -1, signal, onProgress }: RecipeOptions,
): Promise<CrossFitted> {
  const models = names ?? (Object.keys(publishedModels(seed)) as PublishedName[]);
  const shared = n_jobs === 1 ? columns : inSharedMemory(columns);
  const attack = async (splits: readonly TaughtSplit[]): Promise<ScoreColumns[]> => {
    const fits = splits.flatMap(({ without: _, ...split }) =>
      models.map((model) => ({ recipe, model, columns: shared, split, seed })),
    );
    const scores =
      n_jobs === -1
        ? await callInThreads(recipeTask, fits, { weightOf, signal, onProgress })
        : await runTask(recipeTask, fits, { workers: n_jobs, onProgress });
    return splits.map((_, s) => {
      const byModel = models.map((model, m) => [model, scores[s * models.length + m]]);
      return Object.fromEntries(byModel);
    });
  };
  return crossFitted({ name: recipe, membership, folds, inner, attack });
}

/** How long a fit takes beside others, so that the longest begin first. */
const WEIGHTS = {
  published: { RF: 3, LightGBM: 1, MLP: 2 },
  corrected: { RF: 3, LightGBM: 1, MLP: 4 },
} as const satisfies Record<Recipe, Record<PublishedName, number>>;

const weightOf = ({ recipe, model }: RecipeFit) => WEIGHTS[recipe][model];

/** Columns in memory that workers read in place. */
function inSharedMemory(columns: PredictorColumns): PredictorColumns {
  const shared = Object.entries(columns).map(([name, values]) => {
    const copy = new Float64Array(new SharedArrayBuffer(8 * values.length));
    copy.set(values);
    return [name, copy];
  });
  return Object.fromEntries(shared);
}
