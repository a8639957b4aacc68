import type { MembershipDataset } from "../../files";
import type { Logits } from "../../inference";
import { clopperPearson, type Estimate } from "../../metrics";
import { rightRows } from "./rightRows";

/** How often a network names the images of one set right. */
export interface Accuracy {
  readonly set: string;
  readonly n: number;
  /** Share of right rows, with its 95 % interval (Clopper and Pearson). */
  readonly accuracy: Estimate;
}

/** A dataset whose images the network has seen. */
export type SeenDataset = Pick<MembershipDataset, "labels" | "membership"> & {
  readonly logits: Logits;
};

/**
 * The accuracy on members and on others where the file says who is which, else on all rows.
 *
 * @param sets by name
 * @example
 * targetAccuracies({ public: publicSet, private: privateSet }).map(({ set }) => set);
 * // ["public members", "public non-members", "private"]
 */
export function targetAccuracies(sets: Readonly<Record<string, SeenDataset>>): Accuracy[] {
  return Object.entries(sets).flatMap(([name, { labels, membership, logits }]) => {
    const right = rightRows(logits, labels);
    if (membership === null) return [accuracyOf(name, right)];
    const of = (kind: number) => right.filter((_, row) => membership[row] === kind);
    return [accuracyOf(`${name} members`, of(1)), accuracyOf(`${name} non-members`, of(0))];
  });
}

/**
 * The share of right rows.
 *
 * @throws RangeError if there is no row
 * @example
 * accuracyOf("private", Uint8Array.of(1, 1, 0)).accuracy.value; // .6667
 */
export function accuracyOf(set: string, right: Uint8Array): Accuracy {
  const n = right.length;
  const count = right.reduce((sum, one) => sum + one, 0);
  const [low, high] = clopperPearson(count, n);
  return { set, n, accuracy: { value: count / n, low, high } };
}
