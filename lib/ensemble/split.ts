import { smallest, take } from "../numeric/arrays";
import { MT19937, permutation, shuffle } from "../numeric/random";
import { type Classes, classesByValue } from "./splitClasses";

/** Row numbers of the two parts of a split. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Options of {@link trainTestSplit}, named as in scikit-learn. */
export interface SplitOptions {
  /** The test part: a share in (0, 1), rounded up to whole rows, or a number of rows >= 1. */
  readonly test_size: number;
  /** The seed, an integer in 0 .. 2^32 - 1, or a generator to go on with. */
  readonly random_state: number | MT19937;
  /** One label per row; both parts then hold each label in the same share. */
  readonly stratify?: ArrayLike<number>;
}

/**
 * The rows, in the order, that scikit-learn 1.6's `train_test_split` gives for the same seed.
 *
 * Source: sklearn/model_selection/_split.py (ShuffleSplit, StratifiedShuffleSplit).
 *
 * @param n number of rows
 * @throws RangeError if a part would be empty, or (stratified) if a label has fewer than 2 rows or a
 *   part has fewer rows than there are labels
 * @example
 * const { train, test } = trainTestSplit(20000, { test_size: 0.2, random_state: 42 });
 * trainTestSplit(y.length, { test_size: 0.2, random_state: 42, stratify: y });
 */
export function trainTestSplit(n: number, options: SplitOptions): Split {
  const { test_size, random_state, stratify } = options;
  const testRows = test_size < 1 ? Math.ceil(test_size * n) : test_size;
  if (!Number.isInteger(testRows) || testRows < 1 || testRows >= n) {
    throw new RangeError(
      `test_size is ${test_size}, expected a share in (0, 1) or a whole number, both parts of the ${n} rows not empty`,
    );
  }
  const rng = typeof random_state === "number" ? new MT19937(random_state) : random_state;
  if (stratify) {
    if (stratify.length !== n) {
      throw new RangeError(`stratify has ${stratify.length} labels, expected ${n}`);
    }
    return stratifiedShuffle(classesByValue(stratify), n - testRows, testRows, rng);
  }
  const order = permutation(n, rng);
  return { test: order.slice(0, testRows), train: order.slice(testRows) };
}

function stratifiedShuffle(classes: Classes, trainRows: number, testRows: number, rng: MT19937) {
  const { rows } = classes;
  const fewest = smallest(rows.map((row) => row.length));
  if (fewest < 2) {
    throw new RangeError(`stratify has a label with ${fewest} row, expected at least 2`);
  }
  if (Math.min(trainRows, testRows) < rows.length) {
    throw new RangeError(
      `the parts have ${trainRows} and ${testRows} rows, expected at least one for each of ${rows.length} labels`,
    );
  }
  const counts = rows.map((row) => row.length);
  const trainCounts = approximateMode(counts, trainRows, rng);
  const left = counts.map((count, k) => count - trainCounts[k]);
  const testCounts = approximateMode(left, testRows, rng);
  const train = new Int32Array(trainRows);
  const test = new Int32Array(testRows);
  let trainFilled = 0;
  let testFilled = 0;
  rows.forEach((row, k) => {
    const order = take(row, permutation(row.length, rng));
    const end = trainCounts[k] + testCounts[k];
    train.set(order.subarray(0, trainCounts[k]), trainFilled);
    test.set(order.subarray(trainCounts[k], end), testFilled);
    trainFilled += trainCounts[k];
    testFilled += testCounts[k];
  });
  return { train: shuffle(train, rng), test: shuffle(test, rng) };
}

/**
 * How many of `draws` rows each class gets: its share rounded down, then one more for the largest
 * remainders, equal remainders drawn by lot (scikit-learn's `_approximate_mode`).
 */
function approximateMode(counts: readonly number[], draws: number, rng: MT19937): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => (count / total) * draws);
  const drawn = shares.map(Math.floor);
  const remainders = shares.map((share, k) => share - drawn[k]);
  let missing = draws - drawn.reduce((sum, count) => sum + count, 0);
  for (const value of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing === 0) break;
    const tied = remainders.flatMap((remainder, k) => (remainder === value ? [k] : []));
    const lot = permutation(tied.length, rng).subarray(0, Math.min(tied.length, missing));
    for (const i of lot) drawn[tied[i]]++;
    missing -= lot.length;
  }
  return drawn;
}
