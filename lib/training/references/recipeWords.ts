import type { Recipe } from "./recipe";

/**
 * A recipe as `npm run references` takes it.
 *
 * @example
 * recipeWords({ ...USUAL_RECIPE, threads: 2 }).join(" "); // "--pairs 2 --epochs 6 ..."
 */
export function recipeWords(recipe: Recipe): string[] {
  const { pairs, epochs, tail, batchSize, learningRate, seed, threads, stem } = recipe;
  return [
    ...["--pairs", `${pairs}`, "--epochs", `${epochs}`, "--tail", `${tail}`],
    ...["--batch-size", `${batchSize}`, "--lr", `${learningRate}`],
    ...["--seed", `${seed}`, "--threads", `${threads}`, "--stem", stem],
  ];
}
