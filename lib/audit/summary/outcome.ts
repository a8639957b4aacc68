import type { Measured } from "../../metrics";
import type { Cost } from "../mistakes";

/** An attack on rows that had no part in it, and what it gains over a rival there, paired. */
export interface Judged {
  readonly AUC: Measured;
  /** At FPR <= .05. */
  readonly "TPR@5%": Measured;
  /** Absent without a rival; so the next. */
  readonly "AUC gained"?: Measured;
  readonly "TPR@5% gained"?: Measured;
}

/** An attack beside its rival, as prose names them. */
export interface JudgedAttack extends Judged {
  readonly attack: string;
  readonly rival: string;
}

/** What a run has measured. */
export interface Outcome {
  /** The attack that was chosen, as `judged` names it, and what chose it. */
  readonly chosen: string;
  readonly chosenBy: string;
  /** 0 or 1 for each of the rows that judge. */
  readonly membership: Uint8Array;
  /** The fold of each of them where they are cross-fitted, from 1; absent where they were sealed. */
  readonly folds?: Int32Array;
  /** How many public rows there are, these among them. */
  readonly publicRows: number;
  readonly judged: readonly JudgedAttack[];
  /** What each mistake costs, where that was measured. */
  readonly costs?: readonly Cost[];
  /** The chosen attack's private scores by the answers, beside its rival's; null where nobody knows. */
  readonly found: (Judged & { readonly n: number }) | null;
  /** Name of the file that is handed in. */
  readonly submission: string;
  /** What says that no figure can be trusted, a sentence each; empty for nothing. */
  readonly warnings: readonly string[];
  /** Which looks were taken, in a sentence. */
  readonly looked?: string;
  /** What else could be asked of the same target, a phrase each. */
  readonly further: readonly string[];
}
