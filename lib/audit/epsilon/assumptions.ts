import type { EpsilonMethod } from "./types";

/** What every bound needs; the blind baseline of a run can only contradict it. */
export const AT_RANDOM = "membership assigned at random, each row by itself";

const INDEPENDENT = "rows that err independently of each other";
const GAUSSIAN = "Gaussian noise (DP-SGD)";

/** What each method's bound needs in order to hold, what all need first. */
export const EPSILON_ASSUMES: Readonly<Record<EpsilonMethod, readonly string[]>> = {
  "clopper-pearson": [AT_RANDOM, INDEPENDENT],
  "one-run": [AT_RANDOM],
  "one-run-fdp": [AT_RANDOM, GAUSSIAN],
  "gaussian-dp": [AT_RANDOM, INDEPENDENT, GAUSSIAN],
};
