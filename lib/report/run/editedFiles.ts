import type { Metrics } from "../../audit/outcome";

/**
 * Says which files of a run are no longer those that the run wrote, a sentence each.
 *
 * @param found SHA-256 of what was read of the run, by the files' names
 * @example
 * editedFiles(metrics, { "scores_public.csv": scores.sha256 });
 */
export function editedFiles(
  { artefacts }: Metrics,
  found: Readonly<Record<string, string>>,
): string[] {
  if (artefacts === undefined) {
    return ["metrics.json holds no SHA-256 of the run's files: an edited one goes unnoticed."];
  }
  return Object.entries(found).flatMap(([name, sha256]) => {
    if (!Object.hasOwn(artefacts, name)) return [`${name} is not named in metrics.json.`];
    if (sha256 === artefacts[name]) return [];
    return [`${name} was changed after the run: its SHA-256 is not that of metrics.json.`];
  });
}
