import { readFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "../../files/outputs";
import { type filesOf, type Plan, planHash } from "./plan";
import type { ReferenceRecord } from "./writeReference";

/**
 * A model's record, if it is there, of this plan and this model, and belongs to the checkpoint that is
 * there; else null.
 */
export function readRecord(
  files: ReturnType<typeof filesOf>,
  plan: Plan,
  model: number,
): ReferenceRecord | null {
  try {
    const record: ReferenceRecord = JSON.parse(readFileSync(files.record, "utf8"));
    const isOurs = record.plan === planHash(plan) && record.model === model;
    const written = [files.checkpoint, files.graph].find(
      (file) => path.basename(file) === record.file,
    );
    return isOurs && written && sha256(written) === record.sha256 ? record : null;
  } catch {
    return null;
  }
}
