/** Probabilities are kept this far from 0 and 1, so that one sure model cannot overrule all others. */
const MARGIN = 1e-6;

/**
 * log(p / (1 - p)) of each probability, p kept within 1e-6 of 0 and 1.
 *
 * @example
 * logOddsOf(Float64Array.of(0.5, 1)); // 0, 13.8
 */
export function logOddsOf(probabilities: Float64Array): Float64Array {
  return probabilities.map((probability) => {
    const p = Math.min(Math.max(probability, MARGIN), 1 - MARGIN);
    return Math.log(p / (1 - p));
  });
}

/**
 * The probability whose log-odds are the mean of the models' log-odds, row by row.
 *
 * @param probabilities of one or more models, [models][rows]
 * @example
 * meanInLogOdds([Float64Array.of(0.2), Float64Array.of(0.8)]); // .5
 */
export function meanInLogOdds(probabilities: readonly Float64Array[]): Float64Array {
  if (probabilities.length === 1) return probabilities[0];
  const odds = probabilities.map(logOddsOf);
  return odds[0].map((_, i) => {
    const sum = odds.reduce((total, one) => total + one[i], 0);
    return 1 / (1 + Math.exp(-sum / odds.length));
  });
}
