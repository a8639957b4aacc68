import { CROSSFITTED } from "../../audit/outcome";
import { take } from "../../numeric/arrays";
import { classCounts, rowsText } from "../figures/parts/rows";
import type { Run } from "./readRun";

/** The rows that judge a run's own attacks, as captions say them. */
export interface RowsThatJudge {
  readonly rows: number;
  /** "public rows, five folds", or "report rows". */
  readonly split: string;
  /** Whether each is judged by an attack of its own fold. */
  readonly isCrossFitted: boolean;
  readonly members: number;
}

/**
 * The rows that judge the corrected attacks of a run: all public rows, five folds, or the sealed ones.
 *
 * @example
 * rowsThatJudge(run).split; // "public rows, five folds"
 */
export function rowsThatJudge(run: Run): RowsThatJudge {
  const { isCrossFitted, numbers } = numbersOf(run);
  const { members } = classCounts(take(run.membership, numbers));
  return { rows: numbers.length, split: splitOf(isCrossFitted), isCrossFitted, members };
}

/**
 * How many rows judge, as captions say it.
 *
 * @example
 * judgedRowsText(run); // "n = 2,000 public rows, five folds (1,000 members, 1,000 non-members)"
 */
export function judgedRowsText(run: Run): string {
  const { isCrossFitted, numbers } = numbersOf(run);
  return rowsText(classCounts(take(run.membership, numbers)), splitOf(isCrossFitted));
}

function numbersOf({ attackRows, partRows }: Run) {
  const own = attackRows.filter(({ protocol }) => protocol === "corrected");
  const crossFitted = own.find(({ row }) => row.part === CROSSFITTED);
  const numbers = crossFitted
    ? partRows(crossFitted.row.protocol, CROSSFITTED)
    : partRows("corrected", "report");
  return { isCrossFitted: crossFitted !== undefined, numbers };
}

function splitOf(isCrossFitted: boolean): string {
  return isCrossFitted ? "public rows, five folds" : "report rows";
}
