import { readdirSync } from "node:fs";
import path from "node:path";

/**
 * The submissions that a run left behind, by name.
 *
 * @param folder the run's outDir
 * @throws Error if there is no such folder
 * @example
 * submissionsIn("out/A1_12_Ensemble"); // ["out/A1_12_Ensemble/submission_LightGBM.csv", ...]
 */
export function submissionsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /^submission_.*\.csv$/.test(name));
  return names.sort().map((name) => path.join(folder, name));
}
