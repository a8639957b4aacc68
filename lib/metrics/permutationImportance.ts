import type { Matrix } from "../numeric/arrays";
import { interruptibly } from "../numeric/interruption";
import { MT19937, permutation } from "../numeric/random";
import { bootstrapEstimate } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import type { TprDifference } from "./bootstrapTprDifference";
import { type AucDifference, estimateDifference } from "./delong";
import { placementGaps, placements } from "./placements";
import { resampleTprs } from "./resampleTprs";
import { whyNotResolvable } from "./resolvable";
import { checkRows, type HighIsMemberScores, type Membership } from "./rows";
import { tprAtFpr } from "./tprAtFpr";

/** What the attack loses when it can no longer use some columns. */
export interface Importance {
  readonly name: string;
  /** AUC with the columns less AUC without their information. */
  readonly auc: AucDifference;
  /** TPR at FPR <= maxFpr with the columns less without. */
  readonly tpr: TprDifference;
}

/** How importance is measured. */
export interface ImportanceOptions extends BootstrapOptions {
  /** How often each group is shuffled; 5 unless given. */
  readonly repeats?: number;
  /** .05 unless given. */
  readonly maxFpr?: number;
  /** Called after each group with the groups done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Permutation importance of groups of columns, in AUC and in TPR at a low FPR.
 *
 * The columns of a group are shuffled together over the rows, scored again and compared with the
 * scores of the rows as they are; the drop is the mean over `repeats` shuffles. The intervals are
 * over rows: DeLong's paired variance of the mean, and a paired bootstrap in which all shuffles
 * see the same resamples. Every group gets the same shuffles, so its figure does not depend on
 * which other groups are asked for; which row gets whose columns hangs on the order of the rows.
 * Correlated columns share their importance: shuffle them as one
 * group.
 *
 * @param X rows that the model was not fitted on
 * @param predict scores a matrix, high = member; must leave it unchanged
 * @param groups column numbers by name
 * @throws RangeError as `checkRows` and `tprAtFpr`; if a column does not exist, or an option is out
 *   of range
 * @see Breiman, Random Forests (2001); Fisher, Rudin and Dominici, All Models are Wrong (2019)
 * @example
 * permutationImportance(membership, X, (rows) => forest.predictProba(rows), {
 *   softmax: range(0, 44), phi: [54],
 * }, { seed: 42 });
 */
export function permutationImportance(
  membership: Membership,
  X: Matrix,
  predict: (X: Matrix) => HighIsMemberScores,
  groups: Readonly<Record<string, readonly number[]>>,
  options: ImportanceOptions,
): Importance[] {
  const { seed, replicates, level } = bootstrapDefaults(options);
  const { repeats = 5, maxFpr = 0.05, onProgress } = options;
  const names = Object.keys(groups);
  for (const name of names) checkColumns(name, groups[name], X.cols);
  const base = predict(X);
  const basePlacements = placements(membership, base);
  const why = whyNotResolvable(maxFpr, checkRows(membership, base).nonMembers);
  const rng = new MT19937(seed);
  const orders = Array.from({ length: repeats }, () => permutation(X.rows, rng));

  return names.map((name, done) => {
    const shuffled = interruptibly(() =>
      orders.map((order) => predict(withShuffled(X, groups[name], order))),
    );
    const gaps = placementGaps(
      basePlacements,
      shuffled.map((scores) => placements(membership, scores)),
    );
    const sets = [base, ...shuffled];
    const points = sets.map((scores) => tprAtFpr(membership, scores, maxFpr).tpr);
    const resampled = resampleTprs(membership, sets, [maxFpr], { replicates, seed });
    const drops = Float64Array.from({ length: replicates }, (_, r) =>
      meanDrop(resampled.map(([tprs]) => tprs[r])),
    );
    onProgress?.(done + 1, names.length);
    return {
      name,
      auc: estimateDifference(gaps, level),
      tpr: { maxFpr, ...bootstrapEstimate(meanDrop(points), drops, level, why) },
    };
  });
}

/** A copy of X in which row `i` has the named columns of row `order[i]`. */
function withShuffled(X: Matrix, columns: readonly number[], order: Int32Array): Matrix {
  const out = { ...X, data: X.data.slice() };
  for (let i = 0; i < X.rows; i++) {
    for (const j of columns) out.data[i * X.cols + j] = X.data[order[i] * X.cols + j];
  }
  return out;
}

function meanDrop([first, ...rest]: readonly number[]): number {
  return rest.reduce((sum, value) => sum + first - value, 0) / rest.length;
}

function checkColumns(name: string, columns: readonly number[], count: number): void {
  for (const j of columns) {
    if (!(Number.isInteger(j) && j >= 0 && j < count)) {
      throw new RangeError(`group ${name}: found column ${j}, expected 0 to ${count - 1}`);
    }
  }
}
