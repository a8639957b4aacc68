import { spearman } from "../../../metrics";
import type { Run, ScoredModel } from "../readRun";

/** The scores that two models give to the same rows. */
export interface Agreement {
  readonly membership: Uint8Array;
  readonly x: ScoredModel;
  readonly y: ScoredModel;
  /** Absent where one of them gives all rows the same score. */
  readonly rankCorrelation?: number;
}

/**
 * Each pair of models on the report rows, for `scoreAgreement`.
 *
 * @example
 * agreements(run).map(({ x, y }) => `${x.name} and ${y.name}`); // ["RF and LightGBM", ...]
 */
export function agreements(run: Run): Agreement[] {
  const attacks = run.attacks("corrected");
  return attacks.flatMap((x, i) =>
    attacks.slice(i + 1).map((y) => ({
      membership: x.membership,
      x,
      y,
      rankCorrelation: spearman(x.scores, y.scores) ?? undefined,
    })),
  );
}
