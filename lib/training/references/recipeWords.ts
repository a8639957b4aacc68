import type { ReferencesReading } from "./readingOptions";
import { ALWAYS_BEFORE, type Recipe, USUAL_RECIPE } from "./recipe";
import { RECIPE_PARTS, RECIPE_RULES } from "./recipeRules";

/** Parts that are always said, however usual. */
const SAID = ["pairs", "epochs", "tail", "batchSize", "learningRate", "seed", "threads", "stem"];

/**
 * A recipe as `npm run references` takes it: what is said of every run, and what is not usual. A plan of
 * before some parts were there has what was always done then.
 *
 * @example
 * recipeWords({ ...USUAL_RECIPE, threads: 2 }).join(" "); // "--pairs 2 --epochs 6 ..."
 */
export function recipeWords(recipe: Omit<Recipe, keyof typeof ALWAYS_BEFORE> & Partial<Recipe>) {
  const whole: Recipe = { ...ALWAYS_BEFORE, ...recipe };
  const usual: Partial<Recipe> = USUAL_RECIPE;
  return RECIPE_PARTS.filter((part) => SAID.includes(part) || whole[part] !== usual[part]).flatMap(
    (part) => [RECIPE_RULES[part].option, `${whole[part]}`],
  );
}

/**
 * How files are read, as `npm run references` takes it.
 *
 * @example
 * readingWords({ weights: "ema", unsaid: null, edition: null, preprocessing: null }); // ["--weights", "ema"]
 */
export function readingWords({
  weights,
  unsaid,
  edition,
  preprocessing,
}: ReferencesReading): string[] {
  const spelled = typeof preprocessing === "string" ? preprocessing : JSON.stringify(preprocessing);
  return [
    ...(weights === null ? [] : ["--weights", weights]),
    ...(unsaid === null ? [] : ["--unsaid", JSON.stringify(unsaid)]),
    ...(edition === null ? [] : ["--edition", `${edition}`]),
    ...(preprocessing === null ? [] : ["--preprocessing", spelled]),
  ];
}
