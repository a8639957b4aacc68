import { limits } from "../../limits";

/** About how many bytes a value takes in memory, by its kind. */
export const cost = {
  /** A place on the stack, in a list or in a tuple. */
  place: 8,
  /** A list, a tuple or a number that is more than a small integer. */
  small: 48,
  /** An entry of a dict or a set. */
  entry: 48,
  /** An integer beyond 2^53. Dicts find those by their lowest digits alone, so that many are slow. */
  bigInteger: 1 << 14,
  /** An empty dict or set, or what a known constructor makes. */
  container: 224,
  /** An object of a class that is not known. */
  record: 600,
} as const;

/**
 * What all pickles of one file may take in memory together. A pickle can recall a value that it has
 * made with two bytes and have it copied, so that without a budget a kilobyte fills any memory.
 *
 * @example
 * const budget = new Budget(fileSize);
 * budget.spend(1 << 20); // true while there is enough
 */
export class Budget {
  /** Bytes. */
  readonly limit: number;
  private spent = 0;

  /** @param fileSize bytes of the file that the pickles are in */
  constructor(fileSize: number) {
    this.limit = limits.unpickledBytes + limits.unpickledRatio * fileSize;
  }

  /** Counts bytes before they are taken; false once they are more than the limit. */
  spend(bytes: number): boolean {
    this.spent += bytes;
    return this.spent <= this.limit;
  }
}
