import type { Certainty, Level } from "../finding";

export type { Certainty };

/** The ways in which rows that judge, or must not be known, get into what is judged. */
export type LeakRule =
  | "preprocessing"
  | "overlap"
  | "multi-test"
  | "fit-on-private"
  | "refitted-scaler"
  | "gaussian-on-judging"
  | "calibrate-and-report"
  | "calibrated-discarded"
  | "report-on-training"
  | "threshold-rule"
  | "private-membership";

/** A place in the code. */
export interface Place {
  /** The cell's place in what was given, from 1. */
  readonly cell: number;
  /** The line within the cell, from 1. */
  readonly line: number;
}

/** One step on the way of the data. */
export interface Step extends Place {
  readonly what: "fit" | "split" | "score" | "resample" | "select" | "calibrate" | "read" | "use";
  /** The code, shortened, on one line. */
  readonly code: string;
}

/** A leak, with the way that the data took. */
export interface Leak {
  readonly rule: LeakRule;
  readonly level: Level;
  readonly certainty: Certainty;
  /** What was found, in a sentence that names its places. */
  readonly found: string;
  /** What a sound protocol does instead. */
  readonly expected: string;
  readonly mend: string;
  /** At least one step; the first is where to look. */
  readonly way: readonly Step[];
}

/** Code to look at. */
export interface FlowSource {
  readonly cells: readonly FlowCell[];
  readonly language: "python" | "typescript";
}

/** A cell of a notebook, or a whole script. */
export interface FlowCell {
  readonly code: string;
  /** The line of the file that the code begins at, from 1 (1 unless given). */
  readonly line?: number;
  /** Its number in the session; null if it was not run. */
  readonly count?: number | null;
}
