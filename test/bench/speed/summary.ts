import type { Measured } from "./stageClock";
import { STAGES, type StageName } from "./stages";

/** Several measurements of the same thing. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** One stage of all sides: seconds, Python's median by ours, and peak memory in MiB. */
export interface StageRow {
  readonly stage: StageName;
  readonly ours_s: Spread;
  readonly published_s: Spread;
  readonly careful_s: Spread;
  readonly ratio_published: number;
  readonly ratio_careful: number;
  readonly ours_mb: number;
  readonly published_mb: number;
  readonly careful_mb: number;
}

/** Every run of each side. */
export type Runs = Readonly<Record<"ours" | "published" | "careful", readonly Measured[]>>;

/**
 * The smallest, the middle and the largest value; of an even number the mean of the two in the middle.
 *
 * @example
 * spread([3, 1, 2]); // { min: 1, median: 2, max: 3 }
 */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { min: sorted[0], median, max: sorted[sorted.length - 1] };
}

/**
 * A row for each stage that was asked for, in their order.
 *
 * @example
 * stageRows({ ours, published, careful }, ["reading"])[0].ratio_careful; // 2.1
 */
export function stageRows(runs: Runs, stages: readonly StageName[]): StageRow[] {
  return STAGES.filter((stage) => stages.includes(stage)).map((stage) => {
    const seconds = (side: keyof Runs) => spread(runs[side].map((run) => run.seconds[stage] ?? 0));
    const memory = (side: keyof Runs) =>
      Math.round(Math.max(...runs[side].map((run) => run.peaks_mb[stage] ?? 0)));
    const [ours_s, published_s, careful_s] = [
      seconds("ours"),
      seconds("published"),
      seconds("careful"),
    ];
    return {
      stage,
      ours_s,
      published_s,
      careful_s,
      ratio_published: published_s.median / ours_s.median,
      ratio_careful: careful_s.median / ours_s.median,
      ours_mb: memory("ours"),
      published_mb: memory("published"),
      careful_mb: memory("careful"),
    };
  });
}

/** The rows as a Markdown table. */
export function stageTable(rows: readonly StageRow[]): string {
  const seconds = ({ min, median, max }: Spread) =>
    `${median.toFixed(2)} (${min.toFixed(2)} .. ${max.toFixed(2)})`;
  const header = [
    "stage",
    "ours, s",
    "published, s",
    "careful, s",
    "published / ours",
    "careful / ours",
    "MiB: ours",
    "published",
    "careful",
  ];
  const lines = rows.map((row) => [
    row.stage,
    seconds(row.ours_s),
    seconds(row.published_s),
    seconds(row.careful_s),
    row.ratio_published.toFixed(2),
    row.ratio_careful.toFixed(2),
    row.ours_mb,
    row.published_mb,
    row.careful_mb,
  ]);
  return [header, header.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
