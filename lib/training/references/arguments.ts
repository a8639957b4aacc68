import { optionLines } from "../../commandHelp";
import { CommandLine, type NumberRule, UsageError, whole } from "../../commandLine";
import { STEMS } from "../../network";
import { type ClusterEngine, ENGINES } from "./cluster/job";
import type { SlurmSite } from "./cluster/slurm";
import type { ImportRequest } from "./import/importInputs";
import type { Shard } from "./plan";
import { type Recipe, USUAL_RECIPE } from "./recipe";

const OPTIONS = {
  "--model": { value: "M", help: "the target's checkpoint" },
  "--public": { value: "P", help: "the public dataset" },
  "--private": { value: "Q", help: "the private dataset" },
  "--out": { value: "DIR", help: "the folder of the references" },
  "--pairs": { value: "K", help: `pairs of models (default ${USUAL_RECIPE.pairs})` },
  "--epochs": {
    value: "E",
    help: `epochs with crop and flip, the rate falling by cosine (default ${USUAL_RECIPE.epochs})`,
  },
  "--tail": {
    value: "T",
    help: `epochs after them without, at a rate of .01 (default ${USUAL_RECIPE.tail})`,
  },
  "--batch-size": {
    value: "N",
    help: `images a step (default ${USUAL_RECIPE.batchSize}); an epoch drops what is left over`,
  },
  "--lr": {
    value: "RATE",
    help: `learning rate at first (default ${USUAL_RECIPE.learningRate})`,
  },
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

Trains reference models from the target: pairs, each model on one half of all images, public and
private, whose labels are known and whose membership is not looked at. Stopped or killed, the same
command goes on where it was and ends with the same bytes.

${optionLines(OPTIONS)}

exit status: 0 done, 1 training failed, 2 unreadable input or wrong usage`;

/** What the command line asks for; paths are absolute. */
export interface ReferencesArguments {
  readonly model: string;
  readonly public: string;
  readonly private: string;
  readonly out: string;
  /** Threads are null where they were not given. */
  readonly recipe: Omit<Recipe, "threads"> & { readonly threads: number | null };
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
 * @example
 * parseReferencesArguments(["--model", "m.pt", ...], "/home/me").model; // "/home/me/m.pt"
 */
export function parseReferencesArguments(
  words: readonly string[],
  typedIn: string,
): ReferencesArguments {
  const line = new CommandLine(words, OPTIONS, typedIn);
  line.requireNoWords();
  const usual = USUAL_RECIPE;
  const recipe = {
    ...usual,
    pairs: line.number("--pairs", usual.pairs, whole(1, 1000)),
    epochs: line.number("--epochs", usual.epochs, whole(0, 1e6)),
    tail: line.number("--tail", usual.tail, whole(0, 1e6)),
    batchSize: line.number("--batch-size", usual.batchSize, whole(2, 1e6)),
    learningRate: line.number("--lr", usual.learningRate, ABOVE_ZERO),
    seed: line.number("--seed", usual.seed, whole(0, 2 ** 32 - 1)),
    threads: line.number("--threads", null, whole(1, 1024)),
    stem: line.oneOf("--stem", usual.stem, STEMS),
  };
  if (recipe.epochs + recipe.tail === 0) {
    throw new UsageError("--epochs: found 0 beside a --tail of 0, expected one above 0");
  }
  return {
    model: line.requiredPath("--model"),
    public: line.requiredPath("--public"),
    private: line.requiredPath("--private"),
    out: line.requiredPath("--out"),
    recipe,
    shard: shardOf(line.text("--shard") ?? "1/1"),
    print: line.oneOf("--print", null, ENGINES),
    site: {
      partition: oneWord(line.text("--partition"), "--partition"),
      account: oneWord(line.text("--account"), "--account"),
      lines: line.texts("--sbatch").map((text) => `--${oneLine(text)}`),
    },
    volume: line.path("--volume"),
  };
}

/** Options that `--import` has a use for. */
const WITH_IMPORT = ["--import", "--model", "--public", "--private", "--out", "--stem"];

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

function oneWord(text: string | null, option: string): string | null {
  if (text === null || /^[\w.,@+-]+$/.test(text)) return text;
  throw new UsageError(`${option}: found ${text}, expected a name`);
}

function oneLine(text: string): string {
  if (/^[a-z][^\r\n]*$/.test(text)) return text;
  throw new UsageError(`--sbatch: found ${text}, expected an option of sbatch without its dashes`);
}

const ABOVE_ZERO: NumberRule = {
  isSound: (rate) => rate > 0 && rate < Number.POSITIVE_INFINITY,
  expected: "a number above 0",
};

function shardOf(text: string): Shard {
  const [index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.slice(1).map(Number) ?? [0, 0];
  if (index >= 1 && index <= count) return { index, count };
  throw new UsageError(`--shard: found ${text}, expected I/N with I from 1 to N`);
}
