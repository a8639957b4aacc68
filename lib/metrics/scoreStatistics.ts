/** Smallest, largest, mean and population standard deviation. */
export interface ScoreStatistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
}

/**
 * The four numbers that the published notebook prints of a submission's scores; the standard
 * deviation divides by n, as numpy's default does.
 *
 * @throws RangeError if there is no score, or one is not finite
 * @example
 * scoreStatistics([0, 1]); // { min: 0, max: 1, mean: 0.5, std: 0.5 }
 */
export function scoreStatistics(scores: ArrayLike<number>): ScoreStatistics {
  const n = scores.length;
  if (n === 0) throw new RangeError("scores: found none, expected at least one");
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < n; i++) {
    const score = scores[i];
    if (score < min) min = score;
    if (score > max) max = score;
    sum += score;
  }
  if (!Number.isFinite(sum)) refuseNotFinite(scores);
  const largest = Math.max(-min, max);
  if (largest > mostSquared) return { min, max, ...scaled(scores, largest) };
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const difference = scores[i] - mean;
    squares += difference * difference;
  }
  return { min, max, mean, std: Math.sqrt(squares / n) };
}

/** The square of a larger number, times as many as an array holds, is no longer finite. */
const mostSquared = 1e140;

/** Of scores so large that their sum or squares are not finite: those of their share of the largest. */
function scaled(scores: ArrayLike<number>, largest: number) {
  const { mean, std } = scoreStatistics(Float64Array.from(scores, (score) => score / largest));
  return { mean: mean * largest, std: Math.min(1, std) * largest };
}

function refuseNotFinite(scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (Number.isFinite(scores[i])) continue;
    throw new RangeError(`scores[${i}]: found ${scores[i]}, expected a finite number`);
  }
}
