import type { Matrix } from "../../numeric/arrays";
import { breathe } from "../../numeric/interruption";
import { binColumns } from "./binnedColumns";
import { columnSampler } from "./columnSampler";
import { EPSILON, ZERO_THRESHOLD } from "./floating";
import { type GrownTree, TreeGrower } from "./growTree";
import type { LGBMParameters } from "./parameters";
import { sumTrees } from "./predict";
import { rowSampler } from "./rowSampler";
import type { Tree } from "./tree";
import { createWorkspace, type Workspace } from "./workspace";

/**
 * Gradient boosting of the binary log loss: each tree fits the loss's gradient where the trees before
 * it have left off. The first tree holds the mean log-odds as well.
 *
 * Source: LightGBM, src/boosting/gbdt.cpp and src/objective/binary_objective.hpp.
 *
 * @param y 0 or 1, both present
 * @param onProgress told how many trees are done, of how many
 * @returns the trees; fewer than asked for when no leaf could be split any more
 * @throws RangeError if no column leaves enough rows on both sides of a split
 * @example
 * const trees = await boost(X, y, lgbmParameters({ n_estimators: 200 }));
 */
export async function boost(
  X: Matrix,
  y: Uint8Array,
  parameters: LGBMParameters,
  onProgress?: (done: number, total: number) => void,
): Promise<Tree[]> {
  const { n_estimators, min_child_samples, colsample_bytree, random_state } = parameters;
  const { subsample, subsample_freq } = parameters;
  const columns = binColumns(X, parameters.max_bin, min_child_samples);
  if (columns.length === 0) {
    throw new RangeError(
      `X has no column with a split that leaves ${min_child_samples} rows on both sides, expected at least 1`,
    );
  }
  const workspace = createWorkspace(columns, X.rows, parameters.num_leaves);
  const grower = new TreeGrower(workspace, parameters);
  const drawColumns = columnSampler(random_state, columns.length, colsample_bytree);
  const drawRows = rowSampler(random_state, X.rows, subsample, subsample_freq);
  const start = meanLogOdds(y);
  workspace.signs.set(Float64Array.from(y, (label) => (label === 1 ? 1 : -1)));
  workspace.scores.fill(start);
  const trees: Tree[] = [];
  while (trees.length < n_estimators) {
    const rows = drawRows();
    const grown = grower.grow(drawColumns(), rows);
    const isSplit = grown.leaves.length > 1;
    const isFirst = trees.length === 0;
    if (isSplit) shrinkAndAdd(grown, parameters.learning_rate, workspace);
    if (isSplit && rows) addToOthers(grown.tree, X, rows, workspace.scores);
    if (isSplit && isFirst) addToValues(grown.tree, start);
    if (!isSplit && isFirst) grown.tree.value[0] = start;
    if (isSplit || isFirst) trees.push(grown.tree);
    if (!isSplit) break;
    onProgress?.(trees.length, n_estimators);
    await breathe();
  }
  return trees;
}

function meanLogOdds(y: Uint8Array): number {
  let members = 0;
  for (const label of y) members += label;
  const share = members / y.length;
  const logOdds = Math.log(share / (1 - share));
  return Math.abs(logOdds) > EPSILON ? logOdds : 0;
}

function shrinkAndAdd(
  { tree, leaves }: GrownTree,
  learningRate: number,
  { rows, scores }: Workspace,
): void {
  leaves.forEach(({ start, count }, k) => {
    const value = zeroIfTiny(tree.value[k] * learningRate);
    tree.value[k] = value;
    for (let i = start; i < start + count; i++) scores[rows[i]] += value;
  });
}

/** Adds a tree's values to the scores of the rows that it was not grown on. */
function addToOthers(tree: Tree, X: Matrix, rows: Int32Array, scores: Float64Array): void {
  const grownOn = new Uint8Array(X.rows);
  for (const row of rows) grownOn[row] = 1;
  sumTrees([tree], X).forEach((value, row) => {
    if (!grownOn[row]) scores[row] += value;
  });
}

function addToValues(tree: Tree, start: number): void {
  for (let k = 0; k < tree.value.length; k++) tree.value[k] = zeroIfTiny(tree.value[k] + start);
}

function zeroIfTiny(value: number): number {
  return Math.abs(value) <= ZERO_THRESHOLD ? 0 : value;
}
