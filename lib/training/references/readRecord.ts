import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "../../files/outputs";
import { type filesOf, type Plan, planHash } from "./plan";
import type { ReferenceRecord } from "./writeReference";

type ReferenceFiles = ReturnType<typeof filesOf>;

/**
 * A model's record, if it is there, of this plan and this model, and belongs to the checkpoint that is
 * there; else null.
 */
export function readRecord(
  files: ReferenceFiles,
  plan: Plan,
  model: number,
): ReferenceRecord | null {
  const record = recordThere(files, plan, model);
  const written = record && writtenBy(record, files);
  try {
    return written && sha256(written) === record.sha256 ? record : null;
  } catch {
    return null;
  }
}

/**
 * The same without reading the checkpoint, which must only be there: enough to count, since hashing
 * hundreds of models takes longer than everything else.
 */
export function recordThere(
  files: ReferenceFiles,
  plan: Plan,
  model: number,
): ReferenceRecord | null {
  try {
    const record: ReferenceRecord = JSON.parse(readFileSync(files.record, "utf8"));
    const isOurs = record.plan === planHash(plan) && record.model === model;
    const written = writtenBy(record, files);
    return isOurs && written !== undefined && existsSync(written) ? record : null;
  } catch {
    return null;
  }
}

function writtenBy({ file }: ReferenceRecord, files: ReferenceFiles): string | undefined {
  return [files.checkpoint, files.graph].find((written) => path.basename(written) === file);
}
