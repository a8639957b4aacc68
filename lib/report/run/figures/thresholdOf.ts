import type { Run } from "../readRun";

/**
 * The threshold of a model's raw corrected scores at FPR <= .05, as metrics.json has it.
 *
 * @returns undefined where the limit lets no score through
 * @example
 * thresholdOf(run, "RF"); // 0.74
 */
export function thresholdOf(run: Run, model: string): number | undefined {
  return run.rowOf(model, "corrected").tpr["0.05"].threshold ?? undefined;
}
