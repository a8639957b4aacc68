import type { Matrix } from "../../numeric/arrays";
import { type AuditSet, viewLogitsOf } from "./auditSet";
import { type FittedGroup, NEEDS_NOTHING, type Needs, type PredictorGroup } from "./group";
import { type Statistic, tabulate } from "./statistic";

/** A group that learns nothing: each row's columns come from that row alone. */
export interface FixedGroup<Row> {
  readonly name: string;
  readonly meaning: string;
  readonly needs?: Partial<Needs>;
  /** @param classes of the target */
  statistics(classes: number): readonly Statistic<Row>[];
  /** Gives what reads a row of a set. */
  reader(set: AuditSet): (i: number) => Row;
}

/**
 * Makes a {@link PredictorGroup} of columns that need no fitting.
 *
 * @example
 * export const sorted = fixedGroup({ name: "sorted", meaning, statistics, reader });
 */
export function fixedGroup<Row>(group: FixedGroup<Row>): PredictorGroup {
  const { name, meaning } = group;
  const needs = { ...NEEDS_NOTHING, ...group.needs };
  return {
    name,
    meaning,
    needs,
    learns: false,
    fit(fitSet): FittedGroup {
      const { classes } = fitSet.logits;
      const statistics = group.statistics(classes);
      return {
        columns: statistics,
        names: statistics.map((statistic) => statistic.name),
        transform(set): Matrix {
          checkSet(set, name, needs, classes);
          return tabulate(set.rows, statistics, group.reader(set));
        },
      };
    },
  };
}

/**
 * Looks whether a set has what a group needs.
 *
 * @throws RangeError naming the group and what is missing
 */
export function checkSet(set: AuditSet, group: string, needs: Needs, classes: number): void {
  if (set.logits.classes !== classes) {
    throw new RangeError(
      `predictors ${group}: found logits of ${set.logits.classes} classes, expected ${classes} as when it was fitted`,
    );
  }
  for (const view of ["plain", ...needs.views]) viewLogitsOf(set, view, group);
  for (const part of ["embedding", "lastLayer", "references", "gradients"] as const) {
    if (!needs[part] || set[part] !== undefined) continue;
    throw new RangeError(`predictors ${group}: found no ${part} in the set, expected one`);
  }
  if (needs.embedding && set.embedding?.rows !== set.rows) {
    throw new RangeError(
      `predictors ${group}: found ${set.embedding?.rows} rows of activations, expected ${set.rows}`,
    );
  }
}
