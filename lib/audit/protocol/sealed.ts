/** A choice that was frozen before the sealed rows are opened: names and plain values. */
export type FrozenChoice = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Rows that open for one frozen choice only, so that nothing can be chosen by looking at them.
 *
 * Opening them again with the same choice is allowed (a cell may be run twice); another choice
 * is an error that names the one that opened them first.
 *
 * @example
 * const sealed = new SealedRows("report", parts.report);
 * const rows = sealed.open({ models: "RF LightGBM MLP", calibration: "isotonic", seed: 42 });
 */
export class SealedRows {
  readonly #rows: Int32Array;
  #openedBy: string | null = null;

  /** @param name of the part, as it stands in messages */
  constructor(
    readonly name: string,
    rows: Int32Array,
  ) {
    this.#rows = rows;
  }

  /** How many rows are behind the seal; which ones is not told. */
  get size(): number {
    return this.#rows.length;
  }

  /**
   * The row numbers, for the one choice that is judged on them.
   *
   * @throws Error if another choice has opened them before
   */
  open(choice: FrozenChoice): Int32Array {
    const words = inWords(choice);
    this.#openedBy ??= words;
    if (this.#openedBy !== words) {
      throw new Error(
        `${this.name} rows: found the choice ${words}, expected ${this.#openedBy}, which opened them first: what is chosen after a look at these rows cannot be judged on them`,
      );
    }
    return this.#rows.slice();
  }
}

function inWords(choice: FrozenChoice): string {
  const names = Object.keys(choice).sort();
  return `{${names.map((name) => `${name}: ${JSON.stringify(choice[name])}`).join(", ")}}`;
}
