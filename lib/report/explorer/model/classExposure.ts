import { delongAuc, type Estimate } from "../../../metrics";
import { type Cuts, canTell, type Judged } from "./judged";
import { share } from "./operating";
import type { Table } from "./table";

/** How exposed the rows of a class are. */
export interface ClassExposure {
  readonly label: number;
  /** Rows of the class, public and private. */
  readonly rows: number;
  /** Rows that judge the score. */
  readonly judging: number;
  /** Null where there are no members and others among them. */
  readonly auc: Estimate | null;
  /** Share of members and of non-members that are flagged, null where there are none. */
  readonly tpr: Estimate | null;
  readonly fpr: Estimate | null;
}

/**
 * AUC of each class that occurs, by its rows that judge a score, the most exposed first.
 *
 * @example
 * classExposures(table, state.source, state.cut)[0]; // { label: 3, auc: { value: .7, .. }, .. }
 */
export function classExposures(table: Table, source: number, cut: number): ClassExposure[] {
  const rows = table.judged(source);
  const { labels } = table.run;
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const places = new Map<number, number[]>();
  rows.rows.forEach((row, i) => {
    const of = places.get(labels[row]);
    if (of) of.push(i);
    else places.set(labels[row], [i]);
  });
  const found = [...counts].filter(([label]) => label >= 0);
  return found
    .map(([label, count]) => {
      const some = places.get(label) ?? [];
      return exposure({ label, rows: count, some, from: fromOf(table.cuts(source), cut) }, rows);
    })
    .sort((a, b) => (b.auc?.value ?? -1) - (a.auc?.value ?? -1) || a.label - b.label);
}

const fromOf = ({ ranks }: Cuts, cut: number) =>
  cut === 0 ? Number.POSITIVE_INFINITY : ranks[cut - 1];

function exposure(
  of: { label: number; rows: number; some: readonly number[]; from: number },
  judged: Judged,
): ClassExposure {
  const membership = of.some.map((i) => judged.membership[i]);
  const scores = of.some.map((i) => judged.scores[i]);
  const members = membership.filter((member) => member === 1).length;
  const flagged = (member: number) =>
    scores.filter((score, i) => membership[i] === member && score >= of.from).length;
  const nonMembers = of.some.length - members;
  const both = canTell({ ...judged, members, nonMembers });
  return {
    ...{ label: of.label, rows: of.rows, judging: of.some.length },
    auc: both ? delongAuc(membership, scores) : null,
    tpr: members > 0 ? share(flagged(1), members) : null,
    fpr: nonMembers > 0 ? share(flagged(0), nonMembers) : null,
  };
}
