import { InputError } from "../../files";
import { readJson } from "../../files/outputs";
import type { Recipe } from "./recipe";
import { expectedOf, RECIPE_PARTS, RECIPE_RULES } from "./recipeRules";

/**
 * Reads a recipe.json: an object of parts of a recipe, {"epochs": 40, "from": "scratch"}. What it does not
 * name stays as it is usually.
 *
 * @throws InputError naming the first part that is not known, or is not what it may be
 * @example
 * const recipe = { ...USUAL_RECIPE, ...readRecipe("recipe.json") };
 */
export function readRecipe(file: string): Partial<Recipe> {
  const value = readJson(file);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError(file, "no object", '{"epochs": 40, "from": "scratch", ...}');
  }
  for (const [part, found] of Object.entries(value)) {
    if (!Object.hasOwn(RECIPE_RULES, part)) {
      throw new InputError(file, `"${part}"`, `one of ${RECIPE_PARTS.join(", ")}`);
    }
    const expected = expectedOf(RECIPE_RULES[part as keyof Recipe].rule, found);
    if (expected === null) continue;
    throw new InputError(file, `${part} ${JSON.stringify(found)}`, expected);
  }
  return value;
}
