import { CommandLine, UsageError, whole } from "../../commandLine";
import { STEMS } from "../../network";
import { type ClusterEngine, ENGINES } from "./cluster/job";
import { shardOf, siteOf } from "./cluster/parts";
import type { SlurmSite } from "./cluster/slurmArray";
import type { ImportRequest } from "./import/importInputs";
import { OPTIONS } from "./options";
import type { Shard } from "./plan";
import { type ReferencesReading, readingOf } from "./readingOptions";
import { readRecipe } from "./readRecipe";
import { type Recipe, USUAL_RECIPE } from "./recipe";
import { RECIPE_PARTS, RECIPE_RULES } from "./recipeRules";

/** What the command line asks for; paths are absolute. */
export interface ReferencesArguments {
  readonly model: string;
  readonly public: string;
  readonly private: string;
  readonly out: string;
  /** Threads are null where they were not given. */
  readonly recipe: Omit<Recipe, "threads"> & { readonly threads: number | null };
  readonly reading: ReferencesReading;
  /** Seconds for a search of a recipe; null: models are trained. */
  readonly propose: number | null;
  readonly shard: Shard;
  readonly print: ClusterEngine | null;
  readonly site: SlurmSite;
  readonly volume: string | null;
}

/**
 * Reads the command line of `npm run references`.
 *
 * @param words what follows the command's name
 * @param typedIn folder from which relative paths count
 * @throws UsageError in one line
 * @throws InputError if the file of `--recipe` is no recipe
 * @example
 * parseReferencesArguments(["--model", "m.pt", ...], "/home/me").model; // "/home/me/m.pt"
 */
export function parseReferencesArguments(
  words: readonly string[],
  typedIn: string,
): ReferencesArguments {
  const line = new CommandLine(words, OPTIONS, typedIn);
  line.requireNoWords();
  const recipe = recipeOf(line);
  if (recipe.epochs + recipe.tail === 0) {
    throw new UsageError("--epochs: found 0 beside a --tail of 0, expected one above 0");
  }
  return {
    model: line.requiredPath("--model"),
    public: line.requiredPath("--public"),
    private: line.requiredPath("--private"),
    out: line.requiredPath("--out"),
    recipe,
    reading: readingOf(line),
    propose: line.number("--propose", null, whole(1, 1e7)),
    shard: shardOf(line.text("--shard") ?? "1/1"),
    print: line.oneOf("--print", null, ENGINES),
    site: siteOf({
      partition: line.text("--partition"),
      account: line.text("--account"),
      sbatch: line.texts("--sbatch"),
    }),
    volume: line.path("--volume"),
  };
}

/** Options that `--import` has a use for. */
const WITH_IMPORT: readonly string[] = [
  ...["--import", "--model", "--public", "--private", "--out"],
  ...["--stem", "--weights", "--unsaid", "--edition", "--preprocessing"],
];

/**
 * What `--import` is asked for; null where it was not given.
 *
 * @throws UsageError in one line, also for options that say how models are trained
 */
export function importRequest(words: readonly string[], typedIn: string): ImportRequest | null {
  const line = new CommandLine(words, OPTIONS, typedIn);
  const from = line.path("--import");
  if (from === null) return null;
  line.requireNoWords();
  const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const other = names.find((name) => line.has(name) && !WITH_IMPORT.includes(name));
  if (other !== undefined) {
    throw new UsageError(
      `${other}: found it beside --import, which trains nothing, expected it alone`,
    );
  }
  return {
    from,
    model: line.requiredPath("--model"),
    public: line.requiredPath("--public"),
    private: line.requiredPath("--private"),
    out: line.requiredPath("--out"),
    stem: line.oneOf("--stem", USUAL_RECIPE.stem, STEMS),
    reading: readingOf(line),
  };
}

/**
 * The folder that `--status` asks of; null where it was not given.
 *
 * @throws UsageError in one line
 */
export function statusFolder(words: readonly string[], typedIn: string): string | null {
  return new CommandLine(words, OPTIONS, typedIn).path("--status");
}

type Line = CommandLine<typeof OPTIONS>;

/** What is usual, what the file of `--recipe` says otherwise, and what options say otherwise. */
function recipeOf(line: Line): ReferencesArguments["recipe"] {
  const file = line.path("--recipe");
  const recipe: Record<string, unknown> = {
    ...USUAL_RECIPE,
    threads: null,
    ...(file === null ? {} : readRecipe(file)),
  };
  for (const part of RECIPE_PARTS) {
    const { option, rule } = RECIPE_RULES[part];
    const name = option as keyof typeof OPTIONS;
    recipe[part] =
      "isSound" in rule
        ? line.number(name, recipe[part], rule)
        : line.oneOf(name, recipe[part], rule);
  }
  return recipe as unknown as ReferencesArguments["recipe"];
}
