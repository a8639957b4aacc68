import { scoreStatistics } from "../../metrics";

/**
 * What the published notebook prints of a submission's scores, in one line.
 *
 * @throws RangeError as `scoreStatistics`
 * @example
 * statisticsLine(scores); // "5000 scores, range [0.0073, 0.6209], mean 0.4450, std 0.1227"
 */
export function statisticsLine(scores: ArrayLike<number>): string {
  const { min, max, mean, std } = scoreStatistics(scores);
  const [low, high, average, spread] = [min, max, mean, std].map((value) => value.toFixed(4));
  return `${scores.length} scores, range [${low}, ${high}], mean ${average}, std ${spread}`;
}
