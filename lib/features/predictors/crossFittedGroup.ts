import { type AuditSet, membershipOfRows } from "./auditSet";
import { checkSet } from "./fixedGroup";
import { FOLDS, foldsOf } from "./folds";
import { type FittedGroup, NEEDS_NOTHING, type Needs, type PredictorGroup } from "./group";
import { type Statistic, tabulate } from "./statistic";

/** Rows to learn from: their numbers in the set, and their membership. */
export interface FitRows {
  readonly rows: Int32Array;
  readonly membership: Uint8Array;
}

/** A group that learns from labelled rows. */
export interface CrossFittedGroup<Shared, State, Row> {
  readonly name: string;
  readonly meaning: string;
  readonly needs?: Partial<Needs>;
  /** Fewest members and non-members that it can be fitted on. */
  readonly fewest: number;
  statistics(set: AuditSet): readonly Statistic<Row>[];
  /** Learns once, from outputs and labels of the given rows, and not from their membership. */
  prepare(set: AuditSet, rows: Int32Array): Shared;
  /** Learns from the given rows alone; called once without each fold. */
  learn(set: AuditSet, fit: FitRows, shared: Shared): State;
  /** Gives what reads a row of a set, with the state that it is to be measured by. */
  reader(set: AuditSet, shared: Shared): (i: number, state: State) => Row;
}

/**
 * Makes a {@link PredictorGroup} that is fitted without each fold in turn, and measures every row by
 * the fit that left its fold out (see `foldsOf`).
 *
 * @example
 * export const classAware = crossFittedGroup({ name: "classAware", ... });
 */
export function crossFittedGroup<Shared, State, Row>(
  group: CrossFittedGroup<Shared, State, Row>,
): PredictorGroup {
  const { name, meaning, fewest } = group;
  const needs = { ...NEEDS_NOTHING, ...group.needs };
  return {
    name,
    meaning,
    needs,
    learns: true,
    fewest,
    fit(fitSet, rows): FittedGroup {
      const { classes } = fitSet.logits;
      checkSet(fitSet, name, needs, classes);
      const membership = membershipOfRows(fitSet, rows, name, fewest);
      const statistics = group.statistics(fitSet);
      const shared = group.prepare(fitSet, rows);
      const folds = foldsOf(fitSet.logits);
      const states = Array.from({ length: FOLDS }, (_, fold) => {
        const others = (_: unknown, k: number) => folds[rows[k]] !== fold;
        const fit = { rows: rows.filter(others), membership: membership.filter(others) };
        return group.learn(fitSet, fit, shared);
      });
      return {
        columns: statistics,
        names: statistics.map((statistic) => statistic.name),
        transform(set) {
          checkSet(set, name, needs, classes);
          const read = group.reader(set, shared);
          const foldOf = foldsOf(set.logits);
          return tabulate(set.rows, statistics, (i) => read(i, states[foldOf[i]]));
        },
      };
    },
  };
}
