import type { OutputRow } from "./outputRow";

/**
 * log ||p - e_y|| = log(1 - p_y) + log(1 + sum q_j^2) / 2 with q the softmax over the other classes,
 * which stays exact where p_y rounds to 1: the length of the cross-entropy's gradient for the logits.
 *
 * @example
 * logResidualOf(new OutputRow(logits, labels).read(0));
 */
export function logResidualOf({ phi, z, y }: OutputRow): number {
  const logsumexpOthers = z[y] - phi;
  let squares = 0;
  for (let j = 0; j < z.length; j++) if (j !== y) squares += Math.exp(2 * (z[j] - logsumexpOthers));
  const logRest = phi > 0 ? -phi - Math.log1p(Math.exp(-phi)) : -Math.log1p(Math.exp(phi));
  return logRest + Math.log1p(squares) / 2;
}
