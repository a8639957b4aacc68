import { constants } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

/** A command line that cannot be followed; says why in one line. */
export class UsageError extends Error {}

/** A command of `npx mia`. */
export interface Command {
  /** What `--help` prints. */
  readonly usage: string;
  /**
   * @param words what follows the command's name
   * @param typedIn folder where the command was typed, from which relative paths count
   * @returns the exit status
   * @throws UsageError if the words cannot be followed
   */
  run(words: readonly string[], typedIn: string): Promise<number>;
}

/** An option of a command. */
export interface Option {
  /** What follows it, as the help calls it: "FILE", or "NAME VALUE" for two words; a flag has none. */
  readonly value?: string;
  readonly help: string;
}

/** The options of a command by their names as they are typed: "--out", "-f". */
export type Options = Readonly<Record<string, Option>>;

/** What a number must be. */
export interface NumberRule {
  readonly isSound: (value: number) => boolean;
  readonly expected: string;
}

/**
 * A whole number within bounds, both allowed.
 *
 * @example
 * line.number("--pairs", 2, whole(1, 1000));
 */
export function whole(from: number, to: number): NumberRule {
  return {
    isSound: (value) => Number.isInteger(value) && value >= from && value <= to,
    expected: `a whole number from ${from} to ${to}`,
  };
}

/**
 * What was typed after a command's name, sorted into its options and other words. `--name value` and
 * `--name=value` are the same; a value may begin with one dash (a negative number), not with two.
 *
 * @example
 * const line = new CommandLine(["a.csv", "--seed", "7"], { "--seed": { value: "N", help: "..." } }, "/home");
 * line.number("--seed", 42, whole(0, 100)); // 7
 * line.words; // ["a.csv"]
 */
export class CommandLine<O extends Options> {
  /** Words that are neither options nor their values. */
  readonly words: readonly string[];
  private readonly given: ReadonlyMap<string, readonly string[]>;

  /**
   * @param typedIn folder from which relative paths count
   * @throws UsageError for an option that the command has not, or that lacks its value
   */
  constructor(
    words: readonly string[],
    options: O,
    private readonly typedIn: string,
  ) {
    const { single, pairs } = setPairsApart(words, options);
    const { tokens } = parseArgs({
      args: [...single],
      options: parsedOptions(options),
      strict: false,
      allowPositionals: true,
      tokens: true,
    });
    const given = new Map<string, string[]>(pairs);
    const others: string[] = [];
    for (const token of tokens) {
      if (token.kind === "positional") others.push(token.value);
      if (token.kind !== "option") continue;
      const values = valuesOf(token.rawName, token.value, token.inlineValue, options);
      given.set(token.rawName, [...(given.get(token.rawName) ?? []), ...values]);
    }
    this.given = given;
    this.words = others;
  }

  /** Whether an option was given. */
  has(name: keyof O & string): boolean {
    return this.given.has(name);
  }

  /** All values of an option in their order; both words of each pair. */
  texts(name: keyof O & string): readonly string[] {
    return this.given.get(name) ?? [];
  }

  /** The last value of an option, or null. */
  text(name: keyof O & string): string | null {
    return this.texts(name).at(-1) ?? null;
  }

  /** All values of an option as absolute paths. */
  paths(name: keyof O & string): string[] {
    return this.texts(name).map((value) => this.resolve(value));
  }

  /** The last value of an option as an absolute path, or null. */
  path(name: keyof O & string): string | null {
    return this.paths(name).at(-1) ?? null;
  }

  /** A word as an absolute path. */
  resolve(word: string): string {
    return path.resolve(this.typedIn, word);
  }

  /**
   * @throws UsageError if the option was not given
   */
  requiredPath(name: keyof O & string): string {
    const found = this.path(name);
    if (found === null) throw new UsageError(`${name}: found none, expected a path`);
    return found;
  }

  /**
   * @param otherwise where the option was not given
   * @throws UsageError if its value is not as the rule says
   */
  number<T>(name: keyof O & string, otherwise: T, { isSound, expected }: NumberRule): number | T {
    const text = this.text(name);
    if (text === null) return otherwise;
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (isSound(value)) return value;
    throw new UsageError(`${name}: found ${text}, expected ${expected}`);
  }

  /**
   * @param otherwise where the option was not given
   * @throws UsageError if its value is none of those that are allowed
   */
  oneOf<T extends string, U>(name: keyof O & string, otherwise: U, allowed: readonly T[]): T | U {
    const text = this.text(name);
    if (text === null) return otherwise;
    const found = allowed.find((value) => value === text);
    if (found !== undefined) return found;
    throw new UsageError(`${name}: found ${text}, expected ${allowed.join(", ")}`);
  }

  /**
   * @throws UsageError if there are words beside the options
   */
  requireNoWords(): void {
    if (this.words.length === 0) return;
    throw new UsageError(`${this.words[0]}: unknown option`);
  }
}

/** parseArgs knows no option with two values: those are taken out before. */
function setPairsApart(words: readonly string[], options: Options) {
  const single: string[] = [];
  const pairs: [string, string[]][] = [];
  for (let i = 0; i < words.length; i++) {
    const name = words[i];
    if (!Object.hasOwn(options, name) || !options[name].value?.includes(" ")) {
      single.push(name);
      continue;
    }
    const pair = words.slice(i + 1, i + 3);
    if (pair.length < 2) {
      const after = [name, ...pair].join(" ");
      throw new UsageError(`${after}: found nothing after it, expected a value`);
    }
    const known = pairs.find(([other]) => other === name);
    if (known) for (const word of pair) known[1].push(word);
    else pairs.push([name, pair]);
    i += 2;
  }
  return { single, pairs };
}

type Parsed = Record<string, { type: "string" | "boolean"; short?: string }>;

function parsedOptions(options: Options): Parsed {
  const entries = Object.entries(options).map(([name, { value }]): [string, Parsed[string]] => {
    const type = value === undefined ? "boolean" : "string";
    if (name.startsWith("--")) return [name.slice(2), { type }];
    return [name.slice(1), { type, short: name.slice(1) }];
  });
  return Object.fromEntries(entries);
}

function valuesOf(
  name: string,
  value: string | undefined,
  isInline: boolean | undefined,
  options: Options,
): string[] {
  if (!Object.hasOwn(options, name)) throw new UsageError(`${name}: unknown option`);
  if (options[name].value === undefined) {
    if (value === undefined) return [];
    throw new UsageError(`${name}: found ${value} after it, expected no value`);
  }
  if (!value || (!isInline && value.startsWith("--"))) {
    throw new UsageError(`${name}: found nothing after it, expected a value`);
  }
  return [value];
}

/**
 * A command's words without one of its options and the value of it, for another command.
 *
 * @example
 * withoutOption(["--from", "out/mine", "--out", "here"], "--from"); // ["--out", "here"]
 */
export function withoutOption(words: readonly string[], name: string): string[] {
  return words.filter(
    (word, i) => word !== name && words[i - 1] !== name && !word.startsWith(`${name}=`),
  );
}

/**
 * Lets a signal end the process as its exit does: a signal alone would end it without locks being given back.
 *
 * @example
 * endOnSignals(); // SIGTERM: exit status 143
 */
export function endOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
