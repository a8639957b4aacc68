/** The ways in which a lower bound on epsilon is found. */
export const EPSILON_METHODS = [
  "clopper-pearson",
  "one-run",
  "one-run-fdp",
  "gaussian-dp",
] as const;

export type EpsilonMethod = (typeof EPSILON_METHODS)[number];

/** What a bound holds for. */
export interface EpsilonClaim {
  /** The delta of (epsilon, delta)-differential privacy, from 0 to below 1. */
  readonly delta: number;
  /** Chance with which the bound is not above the true epsilon, such as .95. */
  readonly confidence: number;
}

/** A lower bound on epsilon: a guarantee that promises less is contradicted. */
export interface EpsilonBound extends EpsilonClaim {
  readonly method: EpsilonMethod;
  /** Score from which on a row was called a member; null where none gives a bound above 0. */
  readonly threshold: number | null;
  readonly epsilon: number;
  /** For how many thresholds the confidence was corrected; 1 where the threshold was given. */
  readonly tried: number;
}

/** A threshold with what it does, and the epsilon that it contradicts. */
export interface Found {
  readonly threshold: number | null;
  readonly epsilon: number;
}

export const NOTHING_FOUND: Found = { threshold: null, epsilon: 0 };
