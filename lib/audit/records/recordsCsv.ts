import type { CsvColumn } from "../../files/outputs";
import type { FlagsByAttack } from "./byAttack";
import type { Exposure } from "./exposure";

/**
 * The columns of one record a row, for `writeCsv`: id, membership where it is known, score, rank,
 * p_value, flagged_5 and flagged_10, in the order of the ids; then of each attack ATTACK_score and
 * ATTACK_flagged (at its own threshold of FPR .05), and flagged_by, how many attacks flag the row.
 *
 * @throws RangeError if the attacks speak of another number of rows
 * @example
 * writeCsv("out/records_public.csv", recordsCsv(publicExposure({ ids, membership, scores })));
 */
export function recordsCsv(
  exposure: Exposure,
  flagsBy: FlagsByAttack = { attacks: [], flaggedBy: new Uint8Array(exposure.ids.length) },
): Record<string, CsvColumn> {
  const { ids, membership, scores, ranks, pValues, flags } = exposure;
  const { attacks, flaggedBy } = flagsBy;
  if (flaggedBy.length !== ids.length) {
    throw new RangeError(
      `attacks: found flags of ${flaggedBy.length} rows, expected ${ids.length}`,
    );
  }
  return {
    id: ids,
    ...(membership === null ? {} : { membership: Uint8Array.from(membership) }),
    score: Float64Array.from(scores),
    rank: ranks,
    p_value: pValues,
    ...Object.fromEntries(
      flags.map(({ rate, flagged }) => [`flagged_${Math.round(100 * rate)}`, flagged]),
    ),
    ...Object.fromEntries(
      attacks.flatMap(({ name, scores, flagged }) => [
        [`${name}_score`, Float64Array.from(scores)],
        [`${name}_flagged`, flagged],
      ]),
    ),
    ...(attacks.length > 0 ? { flagged_by: flaggedBy } : {}),
  };
}
