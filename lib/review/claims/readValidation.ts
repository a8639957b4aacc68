import { readRun } from "../../report";
import { type AttackFigures, attackFigures } from "../answers/attackFigures";

/** Of a review without a run, and of a run unless told otherwise. */
export const DEFAULT_SEED = 42;

/** What the artefacts of a run give for the validation rows of the published protocol. */
export interface Validation {
  /** By model. */
  readonly figures: ReadonlyMap<string, AttackFigures>;
  /** The run's seed, of its bootstraps too. */
  readonly seed: number;
  /** What does not fit together in the run, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * The figures that a report of a run may state on validation rows, computed again from the scores
 * that the run left behind. Those rows also fitted the published calibration.
 *
 * @param folder outDir of a run of A1_12_Ensemble, whose seed is that of the bootstraps: intervals
 *   are those of its metrics.json
 * @throws InputError as `readRun`
 * @example
 * readValidation("out/A1_12_Ensemble").figures.get("RF")?.auc;
 */
export function readValidation(folder: string): Validation {
  const run = readRun(folder);
  const { seed = DEFAULT_SEED } = run.metrics.seeds;
  const rows = run.metrics.rows.filter(
    ({ protocol, part, column }) =>
      protocol === "published" && part === "validation" && column.endsWith("_calibrated"),
  );
  const figures = rows.map(({ model, column, protocol, part }): [string, AttackFigures] => {
    const { membership, scores } = run.scored(column, protocol, part);
    return [model, attackFigures(membership, scores, { seed })];
  });
  return { figures: new Map(figures), seed, notes: run.notes };
}
