import type { PredictorColumns } from "../../features";
import type { CrossFitted } from "./crossFitted";
import {
  crossFittedCorrected,
  crossFittedPublished,
  type RecipeOptions,
  type RecipeRows,
} from "./recipes";

/** Public rows for both recipes: the columns that each learns from. */
export interface BothRecipesRows extends Omit<RecipeRows, "columns"> {
  readonly published: PredictorColumns;
  readonly corrected: PredictorColumns;
}

/** A corrected fit for each fold, and one for each two neighbours, where the published has one for each fold. */
const CORRECTED_FITS = 2;

/**
 * The published recipe and the corrected one cross-fitted on the same folds, see `crossFittedPublished` and
 * `crossFittedCorrected`.
 *
 * @throws as they do
 * @example
 * const { heldoutFolds, correctedFolds } = await crossFittedRecipes({ published, corrected, membership, folds }, { seed: 42 });
 */
export async function crossFittedRecipes(
  { published, corrected, ...dealt }: BothRecipesRows,
  { onProgress, ...options }: RecipeOptions,
): Promise<{ readonly heldoutFolds: CrossFitted; readonly correctedFolds: CrossFitted }> {
  const done = { published: 0, corrected: 0 };
  const told = (recipe: keyof typeof done) => (fits: number, total: number) => {
    done[recipe] = fits;
    const all =
      recipe === "published" ? (1 + CORRECTED_FITS) * total : total + total / CORRECTED_FITS;
    onProgress?.(done.published + done.corrected, all);
  };
  const stop = new AbortController();
  const given = (recipe: keyof typeof done) => {
    return { ...options, signal: stop.signal, onProgress: told(recipe) };
  };
  try {
    const [heldoutFolds, correctedFolds] = await Promise.all([
      crossFittedPublished({ columns: published, ...dealt }, given("published")),
      crossFittedCorrected({ columns: corrected, ...dealt }, given("corrected")),
    ]);
    return { heldoutFolds, correctedFolds };
  } catch (error) {
    stop.abort(error);
    throw error;
  }
}
