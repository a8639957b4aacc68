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
  let before = 0;
  const heldoutFolds = await crossFittedPublished(
    { columns: published, ...dealt },
    {
      ...options,
      onProgress: (done, total) => {
        before = total;
        onProgress?.(done, (1 + CORRECTED_FITS) * total);
      },
    },
  );
  const correctedFolds = await crossFittedCorrected(
    { columns: corrected, ...dealt },
    { ...options, onProgress: (done, total) => onProgress?.(before + done, before + total) },
  );
  return { heldoutFolds, correctedFolds };
}
