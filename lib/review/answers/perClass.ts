import {
  bounds,
  delongAuc,
  type HighIsMemberScores,
  type Interval,
  type Membership,
} from "../../metrics";

/** The attack within one class of the target. */
export interface ClassResult {
  readonly label: string;
  readonly members: number;
  readonly nonMembers: number;
  /** Null where members or non-members are missing. */
  readonly auc: number | null;
  readonly interval: Interval | null;
}

/**
 * AUC within each class of the target, the most exposed first.
 *
 * @example
 * perClass(membership, scores, labels)[0].label;
 */
export function perClass(
  membership: Membership,
  scores: HighIsMemberScores,
  labels: readonly string[],
): ClassResult[] {
  const rows = new Map<string, number[]>();
  labels.forEach((label, row) => {
    const known = rows.get(label);
    if (known === undefined) rows.set(label, [row]);
    else known.push(row);
  });
  return [...rows]
    .map(([label, rows]): ClassResult => {
      const ofClass = Uint8Array.from(rows, (row) => membership[row]);
      const members = ofClass.reduce((sum, m) => sum + m, 0);
      const nonMembers = rows.length - members;
      const counts = { label, members, nonMembers };
      if (members === 0 || nonMembers === 0) return { ...counts, auc: null, interval: null };
      const found = delongAuc(
        ofClass,
        rows.map((row) => scores[row]),
      );
      return { ...counts, auc: found.value, interval: bounds(found) };
    })
    .sort((a, b) => (b.auc ?? -1) - (a.auc ?? -1));
}
