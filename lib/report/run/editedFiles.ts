import { existsSync } from "node:fs";
import path from "node:path";
import type { Metrics } from "../../audit/outcome";
import { sha256 } from "../../files/outputs";

/**
 * Says which files of a run are no longer those that the run wrote, a sentence each.
 *
 * @param names the files to look at; one that is not there is passed over
 * @example
 * editedFiles("out/A1_12_Ensemble", metrics, ["scores_public.csv"]);
 */
export function editedFiles(
  folder: string,
  { artefacts }: Metrics,
  names: readonly string[],
): string[] {
  if (artefacts === undefined) {
    return ["metrics.json holds no SHA-256 of the run's files: an edited one goes unnoticed."];
  }
  return names.flatMap((name) => {
    const file = path.join(folder, name);
    if (!existsSync(file)) return [];
    if (!Object.hasOwn(artefacts, name)) return [`${name} is not named in metrics.json.`];
    if (sha256(file) === artefacts[name]) return [];
    return [`${name} was changed after the run: its SHA-256 is not that of metrics.json.`];
  });
}
