import type { Matrix } from "../../numeric/arrays";
import type { AuditSet } from "./auditSet";

/** What a group looks at, beside the plain logits and labels. */
export interface Needs {
  /** Views by name; "plain" is always there. */
  readonly views: readonly string[];
  readonly embedding: boolean;
  readonly lastLayer: boolean;
  readonly references: boolean;
  readonly gradients: boolean;
}

/** One column for people. */
export interface PredictorColumn {
  readonly name: string;
  /** What it is and why it tells members from non-members, in one sentence. */
  readonly meaning: string;
}

/** A group that has been fitted; nothing that it has learnt changes afterwards. */
export interface FittedGroup {
  readonly columns: readonly PredictorColumn[];
  readonly names: readonly string[];
  /**
   * The group's columns for every row of a set: one row a row, in order of `names`, all finite.
   *
   * A row's column never comes from what was learnt from that row, in whichever set it stands, so
   * rows that the group was fitted on and fresh ones are alike (see `foldsOf`).
   *
   * @throws RangeError if the set lacks something that the group needs, or has other classes
   */
  transform(set: AuditSet): Matrix;
}

/** Columns that belong together and are switched on or off together. */
export interface PredictorGroup {
  readonly name: string;
  /** What it adds, in one sentence. */
  readonly meaning: string;
  readonly needs: Needs;
  /** False where `fit` learns nothing from rows: then its columns are the same whatever the rows. */
  readonly learns: boolean;
  /** Fewest members and non-members that it can be fitted on; absent where it learns nothing. */
  readonly fewest?: number;
  /**
   * The group on those of its views alone that a run looks at; null where they leave it nothing. Absent where a
   * group needs every one of its views, or none.
   */
  within?(looked: ReadonlySet<string>): PredictorGroup | null;
  /**
   * @param set the public set
   * @param rows the only rows whose labels, membership and outputs may be learnt from
   * @throws RangeError if the set lacks something that the group needs, or rows are too few
   */
  fit(set: AuditSet, rows: Int32Array): FittedGroup;
}

/** Needs of a group that looks at plain logits and labels only, to be spread and changed. */
export const NEEDS_NOTHING: Needs = {
  views: [],
  embedding: false,
  lastLayer: false,
  references: false,
  gradients: false,
};
