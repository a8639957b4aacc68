import type { CsvColumn } from "../../files/outputs";
import type { Exposure } from "./exposure";

/**
 * The columns of one record a row, for `writeCsv`: id, membership where it is known, score, rank,
 * p_value, flagged_5 and flagged_10, in the order of the ids.
 *
 * @example
 * writeCsv("out/records_public.csv", recordsCsv(publicExposure({ ids, membership, scores })));
 */
export function recordsCsv(exposure: Exposure): Record<string, CsvColumn> {
  const { ids, membership, scores, ranks, pValues, flags } = exposure;
  return {
    id: ids,
    ...(membership === null ? {} : { membership: Uint8Array.from(membership) }),
    score: Float64Array.from(scores),
    rank: ranks,
    p_value: pValues,
    ...Object.fromEntries(
      flags.map(({ rate, flagged }) => [`flagged_${Math.round(100 * rate)}`, flagged]),
    ),
  };
}
