import type { Run } from "./readRun";

/**
 * How a run's own attacks were fitted, as captions say it.
 *
 * @example
 * recipeText(run); // "corrected", of a run of Best_Attack "corrected and best"
 */
export function recipeText(run: Run): string {
  return run.models.includes("best") ? "corrected and best" : "corrected";
}

/**
 * One of a run's own attacks, as captions say it.
 *
 * @throws InputError if the run has no such attack
 * @example
 * attackText(run, "RF"); // "RF corrected"
 */
export function attackText(run: Run, name: string): string {
  const { protocol } = run.rowOf(name, "corrected");
  return protocol === name ? name : `${name} ${protocol}`;
}
