/** What danfo asks mathjs for, of which nothing else is read until a call needs it. */
type Statistic = (values: unknown, ...more: unknown[]) => unknown;

const NAMES = ["mean", "median", "mode", "std", "variance"] as const;

/**
 * The statistics that danfo takes from mathjs, which reads 900 of its files for them (a second, 35 MB): of a
 * list of finite numbers computed here, the same bits, of anything else by mathjs itself.
 *
 * @param mathjs reads it
 * @example
 * danfoStatistics(() => require("mathjs")).median([1, 4]); // 2.5
 */
export function danfoStatistics(
  mathjs: () => Readonly<Record<string, Statistic>>,
): Readonly<Record<(typeof NAMES)[number], Statistic>> {
  const ofNumbers: Readonly<Record<string, (values: readonly number[]) => number>> = {
    mean,
    median,
    std: (values) => Math.sqrt(variance(values)),
    variance,
  };
  const statistics = NAMES.map((name): [string, Statistic] => [
    name,
    (values, ...more) => {
      const own = ofNumbers[name];
      if (own === undefined || more.length > 0 || !areNumbers(values)) {
        return mathjs()[name](values, ...more);
      }
      return own(values);
    },
  ]);
  return Object.fromEntries(statistics) as Record<(typeof NAMES)[number], Statistic>;
}

function areNumbers(values: unknown): values is readonly number[] {
  return Array.isArray(values) && values.length > 0 && values.every(Number.isFinite);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value) / values.length;
}

function variance(values: readonly number[]): number {
  if (values.length === 1) return 0;
  const centre = mean(values);
  const squares = values.map((value) => (value - centre) * (value - centre));
  return squares.reduce((sum, square) => sum + square) / (values.length - 1);
}

function median(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort();
  const half = values.length >> 1;
  if (values.length % 2 === 1) return ascending[half];
  return (ascending[half - 1] + ascending[half]) / 2;
}
