import { rankCorrelations } from "../../metrics";
import type { TeamScores } from "./rankTeams";

/** Two teams that hand in nearly the same ranking. */
export interface NearDuplicates {
  readonly teams: readonly [string, string];
  readonly correlation: number;
  readonly identical: boolean;
}

const nearlyOne = 0.995;

/**
 * Spearman's rank correlation of each pair of teams, and the pairs that are all but equal.
 *
 * @param teams on the same rows
 * @example
 * compareRankings(teams).nearDuplicates; // [{ teams: ["a", "b"], correlation: 1, identical: true }]
 */
export function compareRankings(teams: readonly TeamScores[]): {
  correlation: (number | null)[][];
  nearDuplicates: NearDuplicates[];
} {
  const correlation = rankCorrelations(teams.map(({ scores }) => scores));
  const nearDuplicates = teams.flatMap((a, i) =>
    teams.slice(i + 1).flatMap((b, k): NearDuplicates[] => {
      const found = correlation[i][i + 1 + k];
      if (found === null || found < nearlyOne) return [];
      const identical = a.scores.every((score, row) => score === b.scores[row]);
      return [{ teams: [a.name, b.name], correlation: found, identical }];
    }),
  );
  return { correlation, nearDuplicates };
}
