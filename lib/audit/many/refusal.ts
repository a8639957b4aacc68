import { rmSync } from "node:fs";
import path from "node:path";
import { readJson, sha256, writeJson } from "../../files/outputs";
import type { ModelFile } from "./modelFiles";

const refusalFile = (out: string, { name }: ModelFile) => path.join(out, name, "refused.json");

/**
 * Keeps why a model could not be attacked, for other parts of the same audit.
 *
 * @example
 * keepRefusal(out, model, error.message);
 */
export function keepRefusal(out: string, model: ModelFile, reason: string): void {
  writeJson(refusalFile(out, model), { sha256: hashOf(model), reason });
}

/** Forgets it, once the model is attacked. */
export function forgetRefusal(out: string, model: ModelFile): void {
  rmSync(refusalFile(out, model), { force: true });
}

/**
 * Why this very file could not be attacked; null where nobody has found that.
 *
 * @example
 * refusalOf(out, model); // "ckpt/a.pt: found no zip, expected a checkpoint"
 */
export function refusalOf(out: string, model: ModelFile): string | null {
  try {
    const kept = readJson(refusalFile(out, model)) as { sha256?: unknown; reason?: unknown } | null;
    const isSame = kept?.sha256 === hashOf(model);
    return isSame && typeof kept?.reason === "string" ? kept.reason : null;
  } catch {
    return null;
  }
}

/** Null of a file that cannot be read. */
function hashOf({ path: file }: ModelFile): string | null {
  try {
    return sha256(file);
  } catch {
    return null;
  }
}
