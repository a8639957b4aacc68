import { firstPairs, referenceScores, type SeenByReferences } from "../../lira";
import type { Measured } from "../../metrics";
import { compared } from "../outcome/compared";
import type { JudgedRows, ReportPlan } from "./reportPlan";

/** What an attack by reference models alone reaches with some pairs of them. */
export interface PairsPoint {
  readonly attack: string;
  readonly pairs: number;
  /** Of training, for all of them; null where that is not known. */
  readonly minutes: number | null;
  readonly AUC: Measured;
  readonly "TPR@5%": Measured;
  readonly "TPR@1%": Measured;
}

/** Up to so many pairs each number is looked at, then doubles. */
const EACH = 8;

/**
 * What 1, 2 .. n pairs of reference models give for their minutes: each attack by references alone, on the
 * rows that judge, as if the later pairs had not been trained.
 *
 * @param judges the rows that judge, opened
 * @param options `seed` of the bootstraps; `minutes` that a pair took, where they are known
 * @returns a point for each attack and number of pairs; none without references
 * @throws RangeError as `compared`
 * @example
 * const along = await alongPairs(judging, sets.public, judges, { seed, minutes: 3.3 });
 * await showFigure(figures.alongPairs(along, { rows: judges.membership.length }));
 */
export async function alongPairs(
  judging: Pick<ReportPlan, "scored">,
  set: SeenByReferences,
  { membership: known, folds }: Pick<JudgedRows, "membership" | "folds">,
  { seed, minutes = null }: { readonly seed: number; readonly minutes?: number | null },
): Promise<PairsPoint[]> {
  const points: PairsPoint[] = [];
  for (const pairs of countsTo(Math.floor((set.references?.models ?? 0) / 2))) {
    const cut = { ...set, references: set.references && firstPairs(set.references, pairs) };
    const judged = await judging.scored("references", (taught, membership) =>
      referenceScores(
        cut,
        taught.filter((row) => membership[row] === 0),
      ),
    );
    for (const attack of judged.names) {
      const read = compared(known, judged.column(attack), null, { seed, folds });
      const { AUC, "TPR@5%": tpr5, "TPR@1%": tpr1 } = read;
      const spent = minutes === null ? null : pairs * minutes;
      points.push({ attack, pairs, minutes: spent, AUC, "TPR@5%": tpr5, "TPR@1%": tpr1 });
    }
  }
  return points;
}

function countsTo(most: number): number[] {
  const all = Array.from({ length: most }, (_, i) => i + 1);
  return all.filter(
    (pairs) => pairs <= EACH || pairs === most || Number.isInteger(Math.log2(pairs)),
  );
}
