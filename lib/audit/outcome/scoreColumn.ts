import type { MetricsRow } from "./metrics";

/** Which scores a column holds. */
export interface ScoresOf {
  readonly model: string;
  readonly protocol: string;
  /** "raw" or "calibrated". */
  readonly stage: string;
}

/**
 * The name that a column of scores has in scores_public.csv unless it was given another.
 *
 * @example
 * scoreColumn({ model: "RF", protocol: "corrected", stage: "raw" }); // "RF_corrected_raw"
 */
export function scoreColumn({ model, protocol, stage }: ScoresOf): string {
  return `${model}_${protocol}_${stage}`;
}

/**
 * The stage of a row of metrics.json: what its column's name says behind model and protocol.
 *
 * @example
 * stageOf({ column: "RF_corrected_raw", model: "RF", protocol: "corrected" }); // "raw"
 */
export function stageOf(row: Pick<MetricsRow, "column" | "model" | "protocol">): string {
  const start = scoreColumn({ ...row, stage: "" });
  return row.column.startsWith(start) ? row.column.slice(start.length) : row.column;
}
