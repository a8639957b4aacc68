import { optionLines } from "../../commandHelp";
import { CommandLine, UsageError, whole } from "../../commandLine";
import { EDITIONS } from "../../files";
import { STEMS } from "../../network";
import { AUGMENTATIONS } from "../augment";
import { type ClusterEngine, ENGINES } from "./cluster/job";
import { shardOf, siteOf } from "./cluster/parts";
import type { SlurmSite } from "./cluster/slurmArray";
import type { ImportRequest } from "./import/importInputs";
import type { Shard } from "./plan";
import { readRecipe } from "./readRecipe";
import { BEGINNINGS, type Recipe, SCHEDULES, USUAL_RECIPE } from "./recipe";
import { RECIPE_PARTS, RECIPE_RULES } from "./recipeRules";

const OPTIONS = {
  "--model": { value: "M", help: "the target's checkpoint" },
  "--public": { value: "P", help: "the public dataset" },
  "--private": { value: "Q", help: "the private dataset" },
  "--out": { value: "DIR", help: "the folder of the references" },
  "--weights": { value: "NAME", help: "which of several models in the target's file" },
  "--edition": { value: "YEAR", help: `of the course: ${EDITIONS.join(", ")}` },
  "--preprocessing": {
    value: "JSON",
    help: "what is done to images, or a file of it (default preprocessing.json beside the model)",
  },
  "--recipe": {
    value: "FILE",
    help: 'a recipe.json, {"epochs": 40, "from": "scratch"}; options win over it',
  },
  "--propose": {
    value: "SECONDS",
    help: "try recipes for so long, write recipe.json and proposal.json into DIR, and end",
  },
  "--pairs": { value: "K", help: `pairs of models (default ${USUAL_RECIPE.pairs})` },
  "--from": {
    value: "WEIGHTS",
    help: `what models begin with: ${BEGINNINGS.join(" or ")} (default ${USUAL_RECIPE.from})`,
  },
  "--epochs": {
    value: "E",
    help: `epochs with augmentation, the rate going by --schedule (default ${USUAL_RECIPE.epochs})`,
  },
  "--tail": {
    value: "T",
    help: `epochs after them without augmentation, at --tail-lr (default ${USUAL_RECIPE.tail})`,
  },
  "--batch-size": {
    value: "N",
    help: `images a step (default ${USUAL_RECIPE.batchSize}); an epoch drops what is left over`,
  },
  "--schedule": {
    value: "KIND",
    help: `of the rate: ${SCHEDULES.join(", ")} (a tenth from 1/2 and 3/4 on; default ${USUAL_RECIPE.schedule})`,
  },
  "--lr": {
    value: "RATE",
    help: `learning rate at first (default ${USUAL_RECIPE.learningRate})`,
  },
  "--tail-lr": { value: "RATE", help: `in the tail (default ${USUAL_RECIPE.tailRate})` },
  "--momentum": { value: "SHARE", help: `of gradient descent (default ${USUAL_RECIPE.momentum})` },
  "--weight-decay": {
    value: "D",
    help: `as torch's SGD has it (default ${USUAL_RECIPE.weightDecay})`,
  },
  "--label-smoothing": {
    value: "SHARE",
    help: `of the labels, spread over all classes (default ${USUAL_RECIPE.labelSmoothing})`,
  },
  "--augmentation": {
    value: "KIND",
    help: `${AUGMENTATIONS.join(", ")} (default ${USUAL_RECIPE.augmentation})`,
  },
  "--padding": { value: "PIXELS", help: `by which crops move (default ${USUAL_RECIPE.padding})` },
  "--seed": { value: "S", help: `of halves, orders and crops (default ${USUAL_RECIPE.seed})` },
  "--threads": {
    value: "N",
    help: "for one model (default: the cores there are, 2 with --print; a folder keeps its own)",
  },
  "--stem": { value: "STEM", help: `how the network begins: ${STEMS.join(", ")}` },
  "--shard": {
    value: "I/N",
    help: "train only the I-th of N parts of the models; parts share nothing but DIR",
  },
  "--print": {
    value: "KIND",
    help: "slurm or kubernetes: read the inputs, print a job that runs the N parts, and end",
  },
  "--partition": { value: "NAME", help: "with --print slurm: where to run" },
  "--account": { value: "NAME", help: "with --print slurm: who pays" },
  "--sbatch": {
    value: "OPTION",
    help: 'with --print slurm: one more option, "constraint=avx512"; may be repeated',
  },
  "--volume": {
    value: "DIR",
    help: "with --print kubernetes: the folder here whose content the shared volume holds",
  },
  "--import": {
    value: "DIR",
    help: "take references that another program trained: its logits with masks, or checkpoints with ids",
  },
  "--status": { value: "DIR", help: "say which models of a folder are there, and end" },
};

/** What `--help` prints. */
export const USAGE = `usage: npx mia references --model M --public P --private Q --out DIR [options]
       npm run references -- ...

Trains reference models like the target: pairs, each model on one half of all images, public and
private, whose labels are known and whose membership is not looked at. Stopped or killed, the same
command goes on where it was and ends with the same bytes.

${optionLines(OPTIONS)}

exit status: 0 done, 1 training failed, 2 unreadable input or wrong usage`;

/** How the target and the images are read, as the notebooks' parameters of the same names say. */
export interface ReferencesReading {
  readonly weights: string | null;
  readonly edition: number | null;
  /** An object, or the absolute path of a file. */
  readonly preprocessing: unknown;
}

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
  ...["--stem", "--weights", "--edition", "--preprocessing"],
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

function readingOf(line: Line): ReferencesReading {
  return {
    weights: line.text("--weights"),
    edition: editionOf(line.text("--edition")),
    preprocessing: preprocessingOf(line),
  };
}

function editionOf(text: string | null): number | null {
  const year = EDITIONS.find((known) => `${known}` === text) ?? null;
  if (year !== null || text === null) return year;
  throw new UsageError(`--edition: found ${text}, expected ${EDITIONS.join(", ")}`);
}

/** JSON where it begins as an object does, else the name of a file. */
function preprocessingOf(line: Line): unknown {
  const text = line.text("--preprocessing");
  if (!text?.trimStart().startsWith("{")) return line.path("--preprocessing");
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--preprocessing: found ${text}, expected JSON, or a file of it`);
  }
}
