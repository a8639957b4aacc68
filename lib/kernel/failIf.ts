import path from "node:path";
import {
  judgeThreshold,
  parseThreshold,
  readVerdict,
  type Threshold,
  type Verdict,
} from "../audit/verdict";
import { UsageError } from "../commandLine";
import { InputError } from "../files";

/** What a run leaves for programs that decide by it. */
const SUMMARY = "summary.json";

/** What became of the thresholds of a run, a line each, and whether any makes it a failure. */
export interface Decision {
  readonly lines: readonly string[];
  readonly fails: boolean;
}

/**
 * Reads the thresholds of `--fail-if`.
 *
 * @throws UsageError for one that cannot be read or names no figure
 * @example
 * thresholdsOf(["tpr@0.01 > 0.05"]); // [{ figure: "tpr@0.01", .. }]
 */
export function thresholdsOf(typed: readonly string[]): Threshold[] {
  return typed.map((one) => {
    try {
      return parseThreshold(one);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new UsageError(`--fail-if: ${error.message}`);
    }
  });
}

/**
 * Holds what a run has left against thresholds, those of the command line and those that were among
 * the notebook's parameters. A summary that is not there, not of this run or not to be read fails
 * the former.
 *
 * @param left names of the files that this run has left
 * @example
 * decide([], "out/A1_12_Ensemble", ["summary.json"]).fails; // false
 */
export function decide(
  thresholds: readonly Threshold[],
  folder: string,
  left: readonly string[],
): Decision {
  const file = path.join(folder, SUMMARY);
  const verdict = left.includes(SUMMARY) ? verdictIn(file) : `no ${SUMMARY} of this notebook`;
  const judged =
    typeof verdict === "string"
      ? thresholds.map(({ text }) => ({ threshold: text, fails: true, found: verdict }))
      : [...verdict.thresholds, ...thresholds.map((one) => judgeThreshold(one, verdict))];
  const lines = judged.map(({ threshold, fails, found }) => {
    return `${fails ? "FAILED" : "passed"} ${threshold}: found ${found} (${file})`;
  });
  return { lines, fails: judged.some(({ fails }) => fails) };
}

/** Or why it cannot be read: a notebook of one's own may leave another file of this name. */
function verdictIn(file: string): Verdict | string {
  try {
    return readVerdict(file);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
