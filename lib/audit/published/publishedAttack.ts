import { fitPublished, type ScoresByModel, type TaughtRows } from "./fitPublished";

/** Rows with known membership to learn from, and rows to score as if theirs were not known. */
export interface AttackRows extends TaughtRows {
  /** Numbers of the rows to score. */
  readonly judged: Int32Array;
}

/**
 * The published recipe with its defects, given some public rows as if they were private: what it
 * would have handed in for them. Trained as `fitPublished`, in float32; the scaler is fitted again on
 * the rows to score (mistake b), and the scores are the raw ones (mistake a).
 *
 * @returns one score for each of `judged` by model, high = member
 * @throws RangeError as `fitPublished`
 * @example
 * const { columns } = publishedFeatures(logits, labels);
 * const handedIn = await publishedAttack({ columns, membership, taught, judged }, { seed: 42 });
 * rocAuc(take(membership, judged), handedIn.MLP);
 */
export async function publishedAttack(
  { judged, ...taught }: AttackRows,
  options: { readonly seed: number },
): Promise<ScoresByModel> {
  return (await fitPublished(taught, options)).refitted(judged);
}
