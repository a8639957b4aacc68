import type { PublishedName } from "../../ensemble";
import type { PredictorColumns } from "../../features";
import { takeRows } from "../../numeric/arrays";
import { defineTask } from "../../numeric/workers";
import { fitOnRows } from "../corrected/fitOnRows";
import { fitCorrectedPredictors } from "../corrected/fitPredictors";
import { fitPublished } from "../published/fitPublished";
import { publishedModels } from "../published/models";
import type { TaughtSplit } from "./splits";

/** The published recipe as it is handed in, or the corrected one. */
export type Recipe = "published" | "corrected";

/** One model of a recipe on one split. */
export interface RecipeFit {
  readonly recipe: Recipe;
  readonly model: PublishedName;
  /** Columns of all public rows: the published ten, and phi for the corrected recipe. */
  readonly columns: PredictorColumns;
  readonly split: Omit<TaughtSplit, "without">;
  readonly seed: number;
}

/** Raw scores of a split's judged rows by one model of a recipe, in this thread or in a worker. */
export const recipeTask = defineTask(
  "lib/audit/crossfit/recipeTask",
  "recipeTask",
  async ({ recipe, model, columns, split, seed }: RecipeFit): Promise<Float64Array> => {
    const { taught, judged, membership } = split;
    // the fits run side by side, so each keeps to one thread
    const n_jobs = 1;
    if (recipe === "published") {
      const options = { seed, n_jobs, names: [model] };
      return (await fitPublished({ columns, membership, taught }, options)).refitted(judged)[model];
    }
    const X = fitCorrectedPredictors(columns, membership, taught).of(columns);
    const unfitted = publishedModels(seed, { n_jobs })[model];
    return (await fitOnRows(unfitted, X, membership, taught)).score(takeRows(X, judged));
  },
);
