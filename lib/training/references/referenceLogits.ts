import path from "node:path";
import { firstNotFinite, InputError, readCheckpoint } from "../../files";
import { type Normalization, openEngine, storedViewLogits, viewLogits } from "../../inference";
import { describeReference, type ReferenceReading, storedByReference } from "../../lira";
import type { AuditDataset } from "./auditImages";
import type { ReferenceRecord } from "./writeReference";

/** What a reference model's logits are computed from. */
export interface LogitsSource extends ReferenceReading {
  readonly sets: Readonly<Record<string, AuditDataset>>;
  /** SHA-256 of the datasets' files. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly classes: number;
  readonly normalization: Normalization;
  /** Package and version, as the plan has it. */
  readonly engine: string;
  readonly threads: number;
}

/**
 * A reference model's logits [images, classes] of one dataset in one view: what is stored, where it is
 * whole, finite and of this model, dataset, normalisation and engine; else computed again.
 *
 * @throws InputError if the checkpoint cannot be read, or gives logits that are not finite
 */
export async function referenceLogits(
  folder: string,
  record: ReferenceRecord,
  { set, view }: { readonly set: string; readonly view: string },
  { sets, hashes, classes, normalization, engine: version, threads, ...reading }: LogitsSource,
): Promise<Float32Array> {
  const { name } = path.parse(record.file);
  const options = {
    images: sets[set].images,
    normalization,
    folder,
    set: `${set}_${name}`,
    storedBy: storedByReference(record.sha256, hashes[set], reading),
  };
  const stored = storedViewLogits(view, { ...options, engine: { version, classes } });
  if (stored !== null) return stored.data;
  const file = path.join(folder, record.file);
  const checkpoint = readCheckpoint(file);
  const network = describeReference(checkpoint, reading);
  checkpoint.close();
  const engine = await openEngine(network, { engine: "auto", threads });
  try {
    const [logits] = (await viewLogits([view], { ...options, engine })).values();
    const bad = firstNotFinite(logits.data);
    if (bad < 0) return logits.data;
    throw new InputError(file, `${logits.data[bad]} among its ${set} logits`, "finite ones");
  } finally {
    await engine.close();
  }
}
