import type { Confronted } from "../dp";
import type { EpsilonBound } from "../epsilon";

/** A figure with its two-sided 95 % interval, null where there is none, and why. */
export interface Figure {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Why there is no interval, where there is none. */
  readonly note?: string;
}

/** A TPR at a limit on the FPR. */
export interface FigureAtFpr extends Figure {
  /** The FPR that the threshold really reaches. */
  readonly fpr: number;
}

/** An input file by its base name. */
export interface AttackedFile {
  readonly file: string;
  readonly sha256: string;
}

/** AUC and TPR of the chosen attack on some rows; TPR by the limit on the FPR, such as "0.05". */
export interface Strength {
  readonly rows: number;
  readonly members: number;
  readonly auc: Figure;
  readonly tpr: Readonly<Record<string, FigureAtFpr>>;
}

/** What an attack gains over another on the same rows, paired. */
export interface Gain extends Figure {
  readonly attack: string;
  readonly over: string;
  /** "AUC", or "TPR" at FPR <= .05. */
  readonly figure: string;
}

/** A lower bound on epsilon, and what it needs in order to hold. */
export interface StatedBound extends Omit<EpsilonBound, "tried"> {
  readonly assumes: readonly string[];
}

/** How many rows are flagged as members at a false discovery rate. */
export interface FlaggedCount {
  /** "public" or "private". */
  readonly set: string;
  readonly rate: number;
  readonly count: number;
  /** Share of non-members among the flagged; null where nobody is, or membership is not known. */
  readonly realised: number | null;
}

/** A threshold that was given by name, and what became of it. */
export interface JudgedThreshold {
  /** As it was given: "tpr@0.01 > 0.05". */
  readonly threshold: string;
  /** Whether it holds, or its figure is not known: the run is then a failure. */
  readonly fails: boolean;
  /** The figure with its interval, or why it is not known. */
  readonly found: string;
}

/** What summary.json holds. `verdictSchema` is the same as a JSON Schema. */
export interface Verdict {
  /** What was attacked. */
  readonly attacked: {
    /** Null where the model's outputs were given in its place. */
    readonly model: AttackedFile | null;
    /** On one line: architecture, widths, classes. */
    readonly network: string;
    readonly public: { readonly rows: number; readonly members: number };
    readonly private: { readonly rows: number };
    /** All input files by role. */
    readonly inputs: Readonly<Record<string, AttackedFile>>;
  };
  /** The attack that speaks, what chose it, and what it hands in. */
  readonly attack: string;
  readonly chosenBy: string;
  readonly submission: string;
  /** On the rows that judge: those of `part` of `protocol` in scores_public.csv, by `column`. */
  readonly judged: Strength & {
    readonly protocol: string;
    readonly part: string;
    readonly column: string;
  };
  /** On the private rows by the answers; null where nobody gave them. */
  readonly found: Strength | null;
  readonly gains: readonly Gain[];
  /** Lower bounds, from the rows that judge. */
  readonly epsilon: readonly StatedBound[];
  /** What was promised beside what was measured; null where nothing was promised. */
  readonly guarantee: Confronted | null;
  /** Empty where nobody looked. */
  readonly flagged: readonly FlaggedCount[];
  /** What says that no figure can be trusted, a sentence each. */
  readonly warnings: readonly string[];
  /** What this run says nothing of, a phrase each. */
  readonly notTested: readonly string[];
  readonly thresholds: readonly JudgedThreshold[];
}
