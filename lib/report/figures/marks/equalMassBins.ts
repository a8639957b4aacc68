import { argsort } from "../../../numeric/arrays";

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  readonly meanPredicted: number;
  readonly shareOfMembers: number;
  readonly rows: number;
}

/**
 * Bins of about equally many rows in the order of the predicted probability. Equal predictions
 * are never parted, so heavily tied scores give fewer bins; none holds less than half of its share
 * of the rows, for one row says nothing of a probability.
 *
 * @param bins how many at most
 * @example
 * equalMassBins([0, 1], [0.2, 0.8], 2); // means .2 and .8, shares 0 and 1
 */
export function equalMassBins(
  membership: ArrayLike<number>,
  predicted: ArrayLike<number>,
  bins: number,
): ReliabilityBin[] {
  const order = argsort(predicted);
  const mass = order.length / bins;
  const result: ReliabilityBin[] = [];
  for (let from = 0; from < order.length; ) {
    const cut = (Math.floor(from / mass + 0.5) + 1) * mass;
    let to = Math.min(order.length, Math.max(from + 1, Math.round(cut)));
    while (to < order.length && predicted[order[to]] === predicted[order[to - 1]]) to++;
    if (order.length - to < mass / 2) to = order.length;
    let sum = 0;
    let members = 0;
    for (let i = from; i < to; i++) {
      sum += predicted[order[i]];
      members += membership[order[i]];
    }
    const rows = to - from;
    result.push({ meanPredicted: sum / rows, shareOfMembers: members / rows, rows });
    from = to;
  }
  return result;
}
