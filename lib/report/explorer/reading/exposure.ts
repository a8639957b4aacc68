import { privateExposure, publicExposure } from "../../../audit/records";
import type { ExplorerAttack, ExplorerRun } from "../explorerRun";
import { type BothTables, bothColumns, type RowCounts } from "./bothTables";

/** Who is exposed by how much: what the page shows beside the scores. */
export interface Exposed extends Pick<ExplorerRun, "pValues" | "flags" | "notes"> {
  /** What the run's records were made of; null where it has left none. */
  readonly recorded: Float64Array | null;
}

/**
 * p-values and flags as a run has recorded them; where it has left no records, those of the rows that
 * judge the attack that it hands in.
 *
 * @param chosen the attack that is handed in
 * @param membership 1 = member, 0 = non-member, -1 = nobody knows
 * @throws InputError naming a file of records that holds what is no number
 * @example
 * exposed({ public: null, private: null }, counts, attacks[chosen], membership).flags;
 */
export function exposed(
  records: BothTables,
  counts: RowCounts,
  chosen: ExplorerAttack,
  membership: Int8Array,
): Exposed {
  if (records.public === null && records.private === null) {
    return { ...computed(chosen, counts, membership), recorded: null };
  }
  const column = (name: string) => bothColumns(records, counts, name, name);
  const [five, ten] = [column("flagged_5"), column("flagged_10")];
  return {
    pValues: Float32Array.from(column("p_value")),
    flags: Uint8Array.from(five, (flag, row) => (flag === 1 ? 1 : 0) | (ten[row] === 1 ? 2 : 0)),
    recorded: column("score"),
    notes: [],
  };
}

/** Only rows that judge are compared: the others' scores have seen their membership. */
function computed(
  { name, scores, judges }: ExplorerAttack,
  counts: RowCounts,
  membership: Int8Array,
) {
  const total = scores.length;
  const pValues = new Float32Array(total).fill(Number.NaN);
  const flags = new Uint8Array(total);
  const judged = [...judges.keys()].filter((row) => judges[row] === 1);
  const rows = judged.filter((row) => row < counts.public);
  const others = judged.filter((row) => row >= counts.public);
  const strangers = rows.filter((row) => membership[row] === 0).map((row) => scores[row]);
  if (strangers.length < 2) {
    return { pValues, flags, notes: [`No p-values: ${name} has too few judged non-members.`] };
  }
  const known = Uint8Array.from(rows, (row) => membership[row]);
  const scored = (some: readonly number[]) => ({
    ids: some,
    scores: Float64Array.from(some, (row) => scores[row]),
  });
  const found = [
    [rows, publicExposure({ ...scored(rows), membership: known })],
    [others, privateExposure({ ...scored(others), membership: null }, strangers)],
  ] as const;
  for (const [some, exposure] of found) {
    some.forEach((row, i) => {
      pValues[row] = exposure.pValues[i];
      flags[row] = exposure.flags.reduce((bits, { flagged }, bit) => bits | (flagged[i] << bit), 0);
    });
  }
  const note = `The run has left no records: p-values and flags are those of ${name} among its ${rows.length} judged public rows and the private ones.`;
  return { pValues, flags, notes: [note] };
}
