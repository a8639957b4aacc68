import { InputError, parseNumber, readCsv } from "../../files";

/** What models are set along: an axis of numbers. */
export interface Along {
  readonly name: string;
  /** One number a model. */
  readonly values: readonly number[];
  /** Where they come from, in words. */
  readonly source: string;
  /** Whether they are no more than the models' places, between which nothing lies. */
  readonly isPlaces?: true;
}

/** What a number in a checkpoint's name is called, by the word in front of it. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/epoch|(?:^|[^a-z])ep?$/i, "epoch"],
  [/step|iter/i, "step"],
  [/seed|(?:^|[^a-z])s$/i, "seed"],
  [/fold/i, "fold"],
];

/**
 * The numbers that models are set along: the one number of their names in which they differ, else their
 * places.
 *
 * @param names one a model, two or more
 * @example
 * alongNames(["run_epoch_5", "run_epoch_10"]); // { name: "epoch", values: [5, 10], source: "the files' names" }
 */
export function alongNames(names: readonly string[]): Along {
  const split = names.map((name) => name.split(/(\d+(?:\.\d+)?)/));
  const places = split[0].map((_, i) => i).filter((i) => i % 2 === 1);
  const isAlike = split.every((parts) => parts.length === split[0].length);
  const differing = isAlike
    ? places.filter((i) => new Set(split.map((parts) => parts[i])).size === names.length)
    : [];
  if (differing.length !== 1) {
    const values = names.map((_, i) => i + 1);
    const source = "their order, since their names hold no one number";
    return { name: "model number", values, source, isPlaces: true };
  }
  const [place] = differing;
  const before =
    split[0][place - 1]
      .split(/[^a-z]+/i)
      .filter(Boolean)
      .at(-1) ?? "";
  const [, name] = WORDS.find(([word]) => word.test(before)) ?? [null, before || "number"];
  return { name, values: split.map((parts) => Number(parts[place])), source: "the files' names" };
}

/**
 * The numbers that a CSV file gives for models: a column `model` with their names, and a column of numbers.
 *
 * @throws InputError if the file lacks a model, or has no column of numbers
 * @example
 * alongCsv("epochs.csv", ["a", "b"]); // { name: "epoch", values: [5, 10], source: "epochs.csv" }
 */
export function alongCsv(file: string, names: readonly string[]): Along {
  const table = readCsv(file);
  const models = table.texts("model");
  const rows = names.map((name) => {
    const row = models.indexOf(name);
    if (row >= 0) return row;
    throw new InputError(file, `no model ${name}`, "a row for each model");
  });
  for (const name of table.names.filter((column) => column !== "model")) {
    const texts = table.texts(name);
    const values = rows.map((row) => parseNumber(texts[row]) ?? Number.NaN);
    if (values.every(Number.isFinite)) return { name, values, source: file };
  }
  throw new InputError(file, "no column of numbers beside model", "one for each model");
}
