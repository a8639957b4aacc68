import { type Matrix, type MatrixParts, takeRowsOfParts } from "../../numeric/arrays";
import type { AuditSet } from "./auditSet";
import type { FittedGroup, PredictorColumn, PredictorGroup } from "./group";

/** A column, and the group that it belongs to. */
export interface DescribedPredictor extends PredictorColumn {
  readonly group: string;
}

/** Several fitted groups as one; its columns say what each is, for a table. */
export interface FittedPredictors extends FittedGroup {
  readonly columns: readonly DescribedPredictor[];
}

/**
 * Fits several groups on the same rows: together they are one.
 *
 * @param set the public set
 * @param rows the only rows that may be learnt from
 * @returns columns in the order of the groups
 * @throws RangeError as the groups, or if two columns have one name
 * @example
 * const fitted = fitPredictors(groups, publicSet, parts.fit);
 * const X = fitted.transform(publicSet);
 * const Z = fitted.transform(privateSet);
 * showTable(fitted.columns, { caption: "What each column holds" });
 */
export function fitPredictors(
  groups: readonly PredictorGroup[],
  set: AuditSet,
  rows: Int32Array,
): FittedPredictors {
  return together(
    groups,
    groups.map((group) => group.fit(set, rows)),
  );
}

/**
 * For `outOfFoldScores`: the columns of every row of a set by the rows to fit on. Groups that learn
 * nothing are computed once, here, the others for each fold. Where membership is given as well, the set's
 * own is not looked at.
 *
 * @throws RangeError as {@link fitPredictors}
 * @example
 * await outOfFoldScores({ predictors: foldPredictors(groups, publicSet), membership, ... });
 */
export function foldPredictors(
  groups: readonly PredictorGroup[],
  set: AuditSet,
): (fitRows: Int32Array, membership?: Uint8Array) => Matrix {
  const columnsFor = foldColumns(groups, set);
  const rows = Int32Array.from({ length: set.rows }, (_, i) => i);
  return (fitRows, membership) => takeRowsOfParts(columnsFor(fitRows, membership), rows);
}

/**
 * The same in two parts: the columns of groups that learn nothing, which are the same for all folds, and the others.
 *
 * @throws RangeError as {@link fitPredictors}
 * @example
 * const columnsFor = foldColumns(groups, publicSet);
 * const X = takeRowsOfParts(columnsFor(fitRows), fitRows);
 */
export function foldColumns(
  groups: readonly PredictorGroup[],
  set: AuditSet,
): (fitRows: Int32Array, membership?: Uint8Array) => MatrixParts {
  const fixed = groups.map((group) => (group.learns ? null : group.fit(set, new Int32Array())));
  const of = (parts: readonly FittedGroup[]) =>
    beside(
      parts.map((group) => group.transform(set)),
      set.rows,
    );
  const first = of(fixed.flatMap((group) => group ?? []));
  return (fitRows, membership = set.membership ?? undefined) => {
    const known = { ...set, membership: membership ?? null };
    const fitted = groups.map((group, g) => fixed[g] ?? group.fit(known, fitRows));
    together(groups, fitted);
    const next = { fixed: 0, learnt: first.cols };
    const places = fitted.flatMap(({ names }, g) => {
      const kind = fixed[g] ? "fixed" : "learnt";
      return names.map(() => next[kind]++);
    });
    const second = of(fitted.filter((_, g) => !fixed[g]));
    return { first, second, places: Int32Array.from(places) };
  };
}

function together(
  groups: readonly PredictorGroup[],
  fitted: readonly FittedGroup[],
): FittedPredictors {
  const columns = fitted.flatMap((part, g) =>
    part.columns.map(({ name, meaning }) => ({ group: groups[g].name, name, meaning })),
  );
  const names = columns.map((column) => column.name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) {
    throw new RangeError(`predictors: found two columns ${twice}, expected each name once`);
  }
  return {
    columns,
    names,
    transform: (set) =>
      beside(
        fitted.map((group) => group.transform(set)),
        set.rows,
      ),
  };
}

function beside(parts: readonly Matrix[], rows: number): Matrix {
  const cols = parts.reduce((sum, part) => sum + part.cols, 0);
  const data = new Float64Array(rows * cols);
  let from = 0;
  for (const part of parts) {
    for (let i = 0; i < rows; i++) {
      data.set(part.data.subarray(i * part.cols, (i + 1) * part.cols), i * cols + from);
    }
    from += part.cols;
  }
  return { data, rows, cols };
}
