/**
 * Gini impurity of a node: 1 - sum of squared shares, in [0, 0.5].
 *
 * @param negatives rows of class 0
 * @param positives rows of class 1
 * @example
 * gini(1, 3); // 0.375
 */
export function gini(negatives: number, positives: number): number {
  const total = negatives + positives;
  return 1 - (negatives * negatives + positives * positives) / (total * total);
}
