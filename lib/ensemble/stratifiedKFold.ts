import { MT19937, shuffle } from "../numeric/random";
import type { Split } from "./split";
import { classesByAppearance } from "./splitClasses";

/** Options of {@link StratifiedKFold}, named as in scikit-learn. */
export interface StratifiedKFoldOptions {
  /** Number of folds, at least 2. */
  readonly n_splits: number;
  /** Whether each label's rows are shuffled before they are dealt out. */
  readonly shuffle: boolean;
  /** The seed, an integer in 0 .. 2^32 - 1; used only to shuffle. */
  readonly random_state?: number;
}

/**
 * Cross-validation folds that hold each label in the same share: scikit-learn's own rows for a seed.
 *
 * Source: sklearn/model_selection/_split.py (StratifiedKFold, 1.6).
 *
 * @throws RangeError if n_splits is not an integer of at least 2, or if shuffle has no random_state
 * @example
 * const folds = new StratifiedKFold({ n_splits: 5, shuffle: true, random_state: 42 });
 * for (const { train, test } of folds.split(y)) ...
 */
export class StratifiedKFold {
  constructor(private readonly options: StratifiedKFoldOptions) {
    const { n_splits, random_state } = options;
    if (!Number.isInteger(n_splits) || n_splits < 2) {
      throw new RangeError(`n_splits is ${n_splits}, expected an integer of at least 2`);
    }
    if (options.shuffle && random_state === undefined) {
      throw new RangeError("random_state is missing, expected a seed for shuffle");
    }
  }

  /**
   * The folds in order; rows ascend within a part, and each row is in one test part.
   *
   * @param y one label per row
   * @throws RangeError if a label has fewer rows than there are folds
   */
  split(y: ArrayLike<number>): Split[] {
    const { n_splits } = this.options;
    const foldOfRow = this.assignFolds(y);
    return Array.from({ length: n_splits }, (_, fold) => {
      const test: number[] = [];
      const train: number[] = [];
      foldOfRow.forEach((f, row) => {
        (f === fold ? test : train).push(row);
      });
      return { train: Int32Array.from(train), test: Int32Array.from(test) };
    });
  }

  private assignFolds(y: ArrayLike<number>): Int32Array {
    const { n_splits, random_state = 0 } = this.options;
    const rng = new MT19937(random_state);
    const foldOfRow = new Int32Array(y.length);
    const { values, rows } = classesByAppearance(y);
    let dealt = 0;
    rows.forEach((row, k) => {
      if (row.length < n_splits) {
        throw new RangeError(
          `label ${values[k]} has ${row.length} rows, expected at least ${n_splits} for as many folds`,
        );
      }
      const folds = Int32Array.from(row, (_, i) => (dealt + i) % n_splits).sort();
      if (this.options.shuffle) shuffle(folds, rng);
      row.forEach((r, i) => {
        foldOfRow[r] = folds[i];
      });
      dealt += row.length;
    });
    return foldOfRow;
  }
}
