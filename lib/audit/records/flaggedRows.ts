import type { Exposure } from "./exposure";

/** How many rows of a set are flagged at a rate, and how many of these wrongly. */
export interface FlaggedRows {
  readonly set: string;
  readonly "promised rate": number;
  readonly flagged: number;
  /** A share, or why there is none. */
  readonly "realised rate": number | string;
}

/**
 * Who is flagged, a line for each set and promised rate, for a table.
 *
 * @param exposures by name of the set
 * @example
 * showTable(flaggedRows({ public: publicExposure(rows) }));
 */
export function flaggedRows(exposures: Readonly<Record<string, Exposure>>): FlaggedRows[] {
  return Object.entries(exposures).flatMap(([set, { flags }]) =>
    flags.map(({ rate, count, realised }) => ({
      set,
      "promised rate": rate,
      flagged: count,
      "realised rate": realised ?? (count === 0 ? "nobody is flagged" : "not known"),
    })),
  );
}
