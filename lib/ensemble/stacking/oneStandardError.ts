import { delongDifference, resampleTprs, rocAuc, tprAtFpr } from "../../metrics";

/** One way to score rows, and what it costs. */
export interface ScoredCandidate {
  readonly name: string;
  /** One a row, high = member, by models that have not seen the row. */
  readonly scores: Float64Array;
  /** Of two candidates that are as good the one with the lower number is taken. */
  readonly complexity: number;
}

/** How a candidate stands beside the best one. */
export interface Standing {
  readonly name: string;
  readonly complexity: number;
  readonly auc: number;
  /** TPR at FPR <= .05. */
  readonly tpr: number;
  /** What the candidate with the highest TPR has more, and the standard error of that difference. */
  readonly behind: {
    readonly auc: number;
    readonly aucStandardError: number;
    readonly tpr: number;
    readonly tprStandardError: number;
  };
  /** Whether it is behind by no more than one standard error, in AUC and in TPR. */
  readonly asGood: boolean;
}

const MAX_FPR = 0.05;
const REPLICATES = 300;

/**
 * Chooses by the one-standard-error rule: the best candidate is that of the highest TPR at FPR <= .05
 * (of equal ones, the highest AUC); of all that are behind it by no more than one standard error of
 * the paired difference, in TPR and in AUC, the simplest is chosen, and of equally simple ones that
 * of the highest TPR.
 *
 * The difference in TPR has its standard error from a paired bootstrap, the difference in AUC from
 * DeLong's variance.
 *
 * Source: Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984), 3.4.3.
 *
 * @param seed of the bootstrap
 * @returns every candidate's standing in the order given, and the chosen one's name
 * @throws RangeError as `rocAuc`
 * @example
 * oneStandardError(membership, [{ name: "boosting", scores, complexity: 1 }], 42).chosen; // "boosting"
 */
export function oneStandardError(
  membership: Uint8Array,
  candidates: readonly ScoredCandidate[],
  seed: number,
): { readonly chosen: string; readonly standings: readonly Standing[] } {
  const measured = candidates.map((candidate) => ({
    ...candidate,
    auc: rocAuc(membership, candidate.scores),
    tpr: tprAtFpr(membership, candidate.scores, MAX_FPR).tpr,
  }));
  const best = measured.reduce((a, b) =>
    b.tpr > a.tpr || (b.tpr === a.tpr && b.auc > a.auc) ? b : a,
  );
  const standings = measured.map(({ name, complexity, scores, auc, tpr }): Standing => {
    const behind = {
      auc: best.auc - auc,
      aucStandardError: delongDifference(membership, best.scores, scores).standardError ?? 0,
      tpr: best.tpr - tpr,
      tprStandardError: tprStandardError(membership, best.scores, scores, seed),
    };
    const asGood = behind.auc <= behind.aucStandardError && behind.tpr <= behind.tprStandardError;
    return { name, complexity, auc, tpr, behind, asGood };
  });
  const chosen = standings
    .filter((standing) => standing.asGood)
    .reduce((a, b) =>
      b.complexity < a.complexity || (b.complexity === a.complexity && b.tpr > a.tpr) ? b : a,
    );
  return { chosen: chosen.name, standings };
}

/** Standard error of the difference in TPR of two scores on the same rows. */
function tprStandardError(
  membership: Uint8Array,
  a: Float64Array,
  b: Float64Array,
  seed: number,
): number {
  const [[first], [second]] = resampleTprs(membership, [a, b], [MAX_FPR], {
    replicates: REPLICATES,
    seed,
  });
  const differences = first.map((tpr, r) => tpr - second[r]);
  const mean = differences.reduce((sum, d) => sum + d) / REPLICATES;
  const squares = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0);
  return Math.sqrt(squares / (REPLICATES - 1));
}
