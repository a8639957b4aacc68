import { existsSync } from "node:fs";
import path from "node:path";
import { InputFiles, sha256 } from "../../files/outputs";
import { packageVersions } from "../../packageVersions";
import { type Metrics, readMetrics } from "../outcome";
import type { ManySettings, SharedRows } from "./auditModel";
import type { ModelFile } from "./modelFiles";

/**
 * What an earlier, whole run of the same model on the same rows with the same seed has left, so that it need not
 * be run again; null where there is none, or where something has changed since.
 *
 * @example
 * if (earlierRun(model, rows, settings) === null) await auditModel(model, rows, settings);
 */
export function earlierRun(
  model: ModelFile,
  rows: Pick<SharedRows, "inputs">,
  { seed, out }: Pick<ManySettings, "seed" | "out">,
): Metrics | null {
  const folder = path.join(out, model.name);
  const file = path.join(folder, "metrics.json");
  if (!existsSync(file)) return null;
  try {
    const metrics = readMetrics(file);
    const now = { ...rows.inputs.hashes, ...new InputFiles({ model: model.path }).hashes };
    const isSame =
      metrics.seeds.seed === seed &&
      Object.entries(now).every(([role, hash]) => metrics.inputs[role]?.sha256 === hash) &&
      Object.entries(packageVersions()).every(([name, found]) => metrics.versions[name] === found);
    const isWhole = Object.entries(metrics.artefacts ?? {}).every(
      ([name, hash]) => sha256(path.join(folder, name)) === hash,
    );
    return isSame && isWhole ? metrics : null;
  } catch {
    return null;
  }
}
