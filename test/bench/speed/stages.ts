/** The stages that are compared, in the order in which a run goes through them. */
export const STAGES = [
  "start",
  "reading",
  "inference",
  "features",
  "split",
  "forest",
  "boosting",
  "perceptron",
  "calibration",
  "metrics",
  "writing",
  "whole",
] as const;

/** A stage's name, the same in test/bench/python/stages.py. */
export type StageName = (typeof STAGES)[number];

/** How far a run must go for a stage. */
export type Until = "reading" | "inference" | "whole";

/**
 * The earliest point at which a run can end that is to measure these stages.
 *
 * @example
 * runUntil(["start", "reading"]); // "reading"
 */
export function runUntil(stages: readonly StageName[]): Until {
  const last = Math.max(...stages.map((stage) => STAGES.indexOf(stage)));
  if (last <= STAGES.indexOf("reading")) return "reading";
  return last <= STAGES.indexOf("inference") ? "inference" : "whole";
}
