/** AUC by its definition: the share of member/non-member pairs in right order, ties half. */
export function rankAuc(labels: Uint8Array, scores: Float64Array): number {
  let right = 0;
  let pairs = 0;
  labels.forEach((label, i) => {
    if (label !== 1) return;
    labels.forEach((other, j) => {
      if (other !== 0) return;
      pairs++;
      right += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
    });
  });
  return right / pairs;
}
