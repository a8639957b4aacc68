import type { JudgedScores } from "./judgedScores";
import { type Inner, splitsOf, type TaughtSplit } from "./splits";

/** By column, a score a row; high = member. */
export type ScoreColumns = Readonly<Record<string, Float64Array>>;

/** Scores of rows by attacks that had seen neither them nor the fold that they help to choose for. */
export interface InnerScores {
  /** Numbers of the rows, ascending. */
  readonly rows: Int32Array;
  /** One score for each of them. */
  readonly columns: ScoreColumns;
}

/** What is cross-fitted. */
export interface CrossFitOptions {
  /** Whose scores these are, as messages name them. */
  readonly name: string;
  /** 0 or 1 for each public row. */
  readonly membership: Uint8Array;
  /** As `foldsOf` deals them. */
  readonly folds: Int32Array;
  /** Whether, and how widely, there are scores to choose by within each fold's rest. */
  readonly inner?: Inner;
  /**
   * Learns from each split's taught rows alone, with everything that it fits, and scores its judged rows, in
   * their order; all splits at once, so that they can be worked on side by side.
   */
  readonly attack: (splits: readonly TaughtSplit[]) => Promise<readonly ScoreColumns[]>;
}

/**
 * Scores of all public rows, each by an attack that learnt from the other folds alone, with the record of
 * which rows taught what judged each row. A score by an attack that was taught the row, a row without its own
 * fold's score and a column that is not there are errors that name them.
 *
 * @example
 * const published = await crossFitted({ name: "published", membership, folds, attack });
 * crossfittedAuc(membership, published.column("RF"), published.folds);
 */
export class CrossFitted implements JudgedScores {
  readonly #columns = new Map<string, Float64Array>();
  readonly #outer = new Map<number, TaughtSplit>();
  readonly #pairs: { readonly split: TaughtSplit; readonly columns: ScoreColumns }[] = [];

  /** @param folds the fold of each row, from 1 */
  constructor(
    readonly name: string,
    readonly folds: Int32Array,
  ) {}

  /** All public rows. */
  get rows(): Int32Array {
    return Int32Array.from(this.folds.keys());
  }

  /**
   * Records what an attack said of the rows of the folds that it was not taught.
   *
   * @throws Error naming the row, its fold and what judged it, if the attack was taught a row that it scores,
   *   if a row is of another fold, or if there is not one finite score a row
   */
  record(split: TaughtSplit, columns: ScoreColumns): void {
    const { without, judged, taught } = split;
    const learnt = new Set(taught);
    const own = judged.find((row) => learnt.has(row));
    if (own !== undefined)
      throw this.#wrong(own, `the attack without ${told(without)}, which it taught`);
    const foreign = judged.find((row) => !without.includes(this.folds[row]));
    if (foreign !== undefined) throw this.#wrong(foreign, `the attack without ${told(without)}`);
    for (const [column, scores] of Object.entries(columns)) {
      if (scores.length !== judged.length) {
        const found = `${scores.length} scores ${column} of ${judged.length} rows`;
        throw new Error(`${this.name}: found ${found} of ${told(without)}, expected one a row`);
      }
      const bad = scores.findIndex((score) => !Number.isFinite(score));
      if (bad >= 0) throw this.#wrong(judged[bad], `${column}, which is ${scores[bad]}`);
    }
    if (without.length === 1) this.#recordOuter(split, columns);
    else this.#pairs.push({ split, columns });
  }

  #recordOuter(split: TaughtSplit, columns: ScoreColumns): void {
    const { without, judged } = split;
    this.#outer.set(without[0], split);
    for (const [column, scores] of Object.entries(columns)) {
      const all = this.#columns.get(column) ?? new Float64Array(this.folds.length).fill(Number.NaN);
      judged.forEach((row, i) => {
        all[row] = scores[i];
      });
      this.#columns.set(column, all);
    }
  }

  /** The columns' names. */
  get names(): string[] {
    return [...this.#columns.keys()];
  }

  /**
   * A column: the score of each public row.
   *
   * @throws RangeError if there is none of the name
   * @throws Error naming the first row that its own fold's attack has not scored
   */
  column(name: string): Float64Array {
    const scores = this.#columns.get(name);
    if (scores === undefined) {
      throw new RangeError(
        `${this.name}: found no column ${name}, expected one of ${this.names.join(", ")}`,
      );
    }
    const missing = scores.findIndex((score) => Number.isNaN(score));
    if (missing >= 0) throw this.#wrong(missing, `no score ${name} by its own fold's attack`);
    return scores;
  }

  /** All columns by name. */
  get columns(): Record<string, Float64Array> {
    return Object.fromEntries(this.names.map((name) => [name, this.column(name)]));
  }

  /** The splits whose attacks judged, a fold each. */
  get splits(): TaughtSplit[] {
    return [...this.#outer.values()];
  }

  /** Numbers of the rows that taught the attack which judged a row. */
  taughtFor(row: number): Int32Array {
    const split = this.#outer.get(this.folds[row]);
    if (split === undefined) throw this.#wrong(row, "no attack that judged it");
    return split.taught;
  }

  /**
   * What may be chosen and calibrated by for a fold: scores of rows of the other folds, by attacks that had
   * seen neither these rows nor the fold's.
   *
   * @throws RangeError if nothing was scored within
   */
  inner(fold: number): InnerScores {
    const pairs = this.#pairs.filter(({ split }) => split.without.includes(fold));
    if (pairs.length === 0) {
      throw new RangeError(
        `${this.name}: found no scores within the rest of fold ${fold}, expected some`,
      );
    }
    const found = new Map<number, readonly [pair: number, place: number]>();
    pairs.forEach(({ split }, pair) => {
      split.judged.forEach((row, place) => {
        if (this.folds[row] !== fold) found.set(row, [pair, place]);
      });
    });
    const rows = Int32Array.from(found.keys()).sort();
    const columns = Object.keys(pairs[0].columns).map((column) => {
      const scores = Float64Array.from(rows, (row) => {
        const [pair, place] = found.get(row) as readonly [number, number];
        return pairs[pair].columns[column][place];
      });
      return [column, scores];
    });
    return { rows, columns: Object.fromEntries(columns) };
  }

  #wrong(row: number, found: string): Error {
    return new Error(
      `${this.name}: found ${found} for row ${row} of fold ${this.folds[row]}, expected a score by an attack that was taught the other folds alone`,
    );
  }
}

/**
 * Cross-fits an attack: each public row is judged by an attack that has seen the other folds only.
 *
 * @throws as the attack, and as `CrossFitted.record`
 * @example
 * const attack = eachSplit(async ({ taught, judged, membership }) => fitAndScore(taught, judged, membership));
 * const { columns } = await crossFitted({ name: "corrected", membership, folds, attack });
 */
export async function crossFitted(options: CrossFitOptions): Promise<CrossFitted> {
  const { name, membership, folds, inner = "none", attack } = options;
  const splits = splitsOf(membership, folds, inner);
  const found = await attack(splits);
  const result = new CrossFitted(name, folds);
  splits.forEach((split, i) => {
    result.record(split, found[i]);
  });
  return result;
}

function told(without: readonly number[]): string {
  return without.length === 1 ? `fold ${without[0]}` : `folds ${without.join(" and ")}`;
}
