import path from "node:path";
import { STEMS } from "../../network";
import { MANIFESTS, type ManifestKind } from "./manifests";
import type { Shard } from "./plan";
import { type Recipe, USUAL_RECIPE } from "./recipe";

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** What `--help` prints. */
export const USAGE = `usage: npm run references -- --model M --public P --private Q --out DIR [options]

Trains reference models from the target: pairs, each model on one half of all images, public and
private, whose labels are known and whose membership is not looked at. Stopped or killed, the same
command goes on where it was and ends with the same bytes.

  --pairs K          pairs of models (default ${USUAL_RECIPE.pairs})
  --epochs E         epochs with crop and flip, the rate falling by cosine (default ${USUAL_RECIPE.epochs})
  --tail T           epochs after them without, at a rate of .01 (default ${USUAL_RECIPE.tail})
  --batch-size N     images a step (default ${USUAL_RECIPE.batchSize}); an epoch drops what is left over
  --lr RATE          learning rate at first (default ${USUAL_RECIPE.learningRate})
  --seed S           of halves, orders and crops (default ${USUAL_RECIPE.seed})
  --threads N        for one model (default: the cores there are; a folder keeps its own)
  --stem STEM        how the network begins: ${STEMS.join(", ")}
  --shard I/N        train only the I-th of N parts of the models; parts share nothing but DIR
  --print KIND       slurm or kubernetes: print a job array that runs the N parts, and end (with
                     npm run -s references, for a file without npm's own lines)

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
  readonly print: ManifestKind | null;
}

const NAMES = [
  ...["--model", "--public", "--private", "--out", "--pairs", "--epochs", "--tail", "--batch-size"],
  ...["--lr", "--seed", "--threads", "--stem", "--shard", "--print"],
];

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
  const given = sortWords(words);
  const file = (name: string) => {
    const value = given.get(name);
    if (value === undefined) throw new UsageError(`${name}: found none, expected a path`);
    return path.resolve(typedIn, value);
  };
  const whole = (name: string, otherwise: number, from: number, to = 1e6) =>
    numberOf(name, given.get(name) ?? `${otherwise}`, {
      isSound: (x) => Number.isInteger(x) && x >= from && x <= to,
      expected: `a whole number from ${from} to ${to}`,
    });
  const usual = USUAL_RECIPE;
  const recipe = {
    ...usual,
    pairs: whole("--pairs", usual.pairs, 1, 1000),
    epochs: whole("--epochs", usual.epochs, 0),
    tail: whole("--tail", usual.tail, 0),
    batchSize: whole("--batch-size", usual.batchSize, 2),
    learningRate: numberOf("--lr", given.get("--lr") ?? `${usual.learningRate}`, {
      isSound: (x) => x > 0 && x < Number.POSITIVE_INFINITY,
      expected: "a number above 0",
    }),
    seed: whole("--seed", usual.seed, 0, 2 ** 32 - 1),
    threads: given.has("--threads") ? whole("--threads", 1, 1, 1024) : null,
    stem: oneOf("--stem", given.get("--stem") ?? usual.stem, STEMS),
  };
  if (recipe.epochs + recipe.tail === 0) {
    throw new UsageError("--epochs: found 0 beside a --tail of 0, expected one above 0");
  }
  const print = given.get("--print");
  return {
    model: file("--model"),
    public: file("--public"),
    private: file("--private"),
    out: file("--out"),
    recipe,
    shard: shardOf(given.get("--shard") ?? "1/1"),
    print: print === undefined ? null : oneOf("--print", print, MANIFESTS),
  };
}

function sortWords(words: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const [name, ...rest] = words[i].split("=");
    if (!NAMES.includes(name)) throw new UsageError(`${words[i]}: unknown option`);
    const value = words[i].includes("=") ? rest.join("=") : words[++i];
    if (!value || value.startsWith("--")) {
      throw new UsageError(`${name}: found nothing after it, expected a value`);
    }
    given.set(name, value);
  }
  return given;
}

interface Rule {
  readonly isSound: (value: number) => boolean;
  readonly expected: string;
}

function numberOf(name: string, text: string, { isSound, expected }: Rule): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (isSound(value)) return value;
  throw new UsageError(`${name}: found ${text}, expected ${expected}`);
}

function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) {
    throw new UsageError(`${name}: found ${text}, expected ${allowed.join(", ")}`);
  }
  return found;
}

function shardOf(text: string): Shard {
  const [index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.slice(1).map(Number) ?? [0, 0];
  if (index >= 1 && index <= count) return { index, count };
  throw new UsageError(`--shard: found ${text}, expected I/N with I from 1 to N`);
}
