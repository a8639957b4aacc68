import type { ExplorerAttack, ExplorerRun } from "../explorerRun";
import type { RowCounts } from "./bothTables";

/**
 * Attacks, with the scores that the run's records were made of as one of them and as the chosen one:
 * each public row has its own by a model that has not seen it, so that all may judge.
 *
 * @param chosen the attack that is handed in
 * @param recorded null where there are no records
 * @example
 * withRecorded(attacks, 3, recorded, counts).attacks.length; // attacks.length + 1
 */
export function withRecorded(
  attacks: readonly ExplorerAttack[],
  chosen: number,
  recorded: Float64Array | null,
  counts: RowCounts,
): Pick<ExplorerRun, "attacks" | "chosen" | "notes"> {
  if (recorded === null) return { attacks, chosen, notes: [] };
  const same = attacks.findIndex(({ scores }) =>
    recorded.every((score, row) => row >= counts.public || Object.is(score, scores[row])),
  );
  if (same >= 0) return { attacks, chosen: same, notes: [] };
  const { name: handedIn, protocol } = attacks[chosen];
  const judges = Uint8Array.from(recorded, (score) => (Number.isNaN(score) ? 0 : 1));
  const name = `${handedIn.replace(/_[^_]*$/, "")}_outOfFold`;
  const note = `${name} is the score of records_public.csv and records_private.csv: of each public row by a model that has not seen it. p-values and flags are made from it; ${handedIn} is what is handed in.`;
  return {
    attacks: [...attacks, { name, protocol, scores: recorded, judges }],
    chosen: attacks.length,
    notes: [note],
  };
}
