import type { Field, Refuse } from "./protobufReader";
import { varintsOf } from "./protobufReader";

/**
 * A whole number of a file as a JavaScript number. What is beyond 2^53 stands for "to the end" or
 * "from the start" there, which the largest exact number says as well.
 */
export function wholeNumber(value: bigint): number {
  const signed = BigInt.asIntN(64, value);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(signed)));
}

/** Bytes of a packed list of an attribute; real ones have some dozens of numbers. */
const LONGEST_LIST = 1 << 20;

/**
 * The whole numbers of a repeated field, packed or not.
 *
 * @throws InputError through `refuse` if there are more than lists of numbers have
 */
export function* wholeNumbersOf({ value, bytes }: Field, refuse: Refuse): Generator<number> {
  if (bytes !== undefined) requireShort(bytes, refuse);
  if (bytes === undefined) yield wholeNumber(value);
  else for (const one of varintsOf(bytes, refuse)) yield wholeNumber(one);
}

/** Digits of a float32: fewer may say it, more never need to. */
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 9;

/**
 * The shortest decimal of which a float32 is the nearest: what was written in the program that made the
 * file, 1e-5 and not 9.99999974e-6.
 *
 * @example
 * shortest(Math.fround(0.1)); // .1
 */
export function shortest(value: number): number {
  for (let digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return value;
}

/** The floats of a field, one or packed. */
export function* floatsOf({ bytes }: Field, refuse: Refuse): Generator<number> {
  if (bytes === undefined || bytes.length % 4 !== 0) {
    refuse(`a list of floats of ${bytes?.length ?? 0} bytes`, "4 for each");
  }
  requireShort(bytes, refuse);
  for (let at = 0; at < bytes.length; at += 4) yield shortest(bytes.readFloatLE(at));
}

function requireShort(bytes: Buffer, refuse: Refuse): void {
  if (bytes.length > LONGEST_LIST) {
    refuse(`a list of numbers of ${bytes.length} bytes`, `${LONGEST_LIST} at most`);
  }
}
