import { printable } from "../../text";

/** Ends the reading with an InputError that names the file. */
export type Fail = (found: string, expected: string) => never;

/** Counts bytes that are about to be copied or made, and ends the reading if they are too many. */
export type Spend = (bytes: number) => void;

/** Makes the value of an allow-listed Python callable from its arguments, without side effects. */
export type Constructor = (args: readonly unknown[], fail: Fail, spend: Spend) => unknown;

/**
 * A Python class or function that a pickle names. It is only a name: nothing is imported.
 *
 * @example
 * new Global("torch", "FloatStorage").path; // "torch.FloatStorage"
 */
export class Global {
  readonly path: string;

  constructor(module: string, name: string) {
    this.path = `${module}.${name}`;
  }
}

/** The next bytes of the file, which the pickle goes on behind. */
export type Following = (length: number) => Uint8Array;

/** An object of a class that the reader knows, which a pickle makes first and then fills. */
export abstract class Buildable {
  /** Takes the state that `__setstate__` would get. */
  abstract build(state: unknown, fail: Fail, spend: Spend, following: Following): void;
}

/**
 * An object of a class that the reader does not know: the name of its class and what the pickle
 * attaches to it. No code of the class exists here, so none can run.
 *
 * @example
 * record.className; // "__main__.MembershipDataset"
 * record.attributes.get("labels"); // [3, 1, ...]
 */
export class InertRecord {
  /** Attributes by name (the instance's `__dict__`). */
  attributes: Map<unknown, unknown> = new Map();
  /** A state that is not a dict of attributes, as `__getstate__` returned it. */
  state: unknown = null;
  /** Elements, if the class is a kind of list. */
  readonly items: unknown[] = [];
  /** Entries, if the class is a kind of dict. */
  readonly entries: Map<unknown, unknown> = new Map();

  constructor(
    readonly className: string,
    readonly args: readonly unknown[] = [],
  ) {}
}

/**
 * A Python tuple: a frozen array. (A Python list is an array that is not frozen.)
 *
 * @example
 * tuple([1, 2]); // (1, 2)
 */
export function tuple(items: unknown[]): readonly unknown[] {
  return Object.freeze(items);
}

/**
 * A dict's key for messages.
 *
 * @example
 * shownKey("epoch"); // "epoch"
 */
export function shownKey(key: unknown): string {
  return typeof key === "string" ? printable(key) : describe(key);
}

/** How many keys a message shows. */
const SHOWN_KEYS = 20;

/**
 * A dict's keys for messages: the first of them, and how many more there are.
 *
 * @example
 * shownKeys(["epoch", "lr"]); // "epoch, lr"
 */
export function shownKeys(keys: readonly unknown[]): string {
  const shown = keys.slice(0, SHOWN_KEYS).map(shownKey).join(", ");
  return keys.length > SHOWN_KEYS ? `${shown} and ${keys.length - SHOWN_KEYS} more` : shown;
}

/**
 * What a value is, in Python's words, for messages.
 *
 * @example
 * describe(new Map()); // "a dict of 0 entries"
 */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint") return `the number ${value}`;
  if (typeof value === "string") return "a string";
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) {
    return `a ${Object.isFrozen(value) ? "tuple" : "list"} of ${value.length} items`;
  }
  if (value instanceof Map) return `a dict of ${value.size} entries`;
  if (value instanceof Set) return `a set of ${value.size} items`;
  if (value instanceof Global) return `a reference to ${printable(value.path)}`;
  if (value instanceof InertRecord) return `an object of class ${value.className}`;
  return `a ${(value as object).constructor.name.toLowerCase()}`;
}
