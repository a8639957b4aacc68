import path from "node:path";
import { writeJson } from "../../files/outputs";
import { type Normalization, openEngine, viewLogits } from "../../inference";
import { type ReferenceReading, storedByReference } from "../../lira";
import type { Network } from "../../network";
import { largest } from "../../numeric/arrays";
import type { AuditDataset } from "./auditImages";
import { type filesOf, type Plan, planHash } from "./plan";
import type { EpochFigures } from "./savedState";
import { writeNetwork } from "./writeNetwork";

/** Views whose logits are written beside the models. */
export const REFERENCE_VIEWS: readonly string[] = ["plain", "flip"];

type Ids = Readonly<Record<string, readonly (number | string)[]>>;

/** One model in references.json. */
export interface ReferenceRecord {
  readonly file: string;
  readonly sha256: string;
  /** Its number, from 0, and what it was made by (see `planHash`). */
  readonly model: number;
  readonly plan: string;
  readonly trainedOn: Ids;
  readonly leftOut: Ids;
  /** From the first to the last: loss, and accuracy on a sample of up to 500 images of each kind. */
  readonly epochs: readonly EpochFigures[];
  /** Over all images, plain. */
  readonly accuracy: { readonly in: number; readonly out: number };
}

/** What a trained model is written with. */
export interface WrittenReference extends ReferenceReading {
  readonly network: Network;
  readonly epochs: readonly EpochFigures[];
  /** By the datasets' names, in the order of the audit images. */
  readonly sets: Readonly<Record<string, AuditDataset>>;
  /** Rows of the audit images that it was trained on. */
  readonly trained: Int32Array;
  readonly normalization: Normalization;
  readonly threads: number;
  readonly folder: string;
  readonly plan: Plan;
  readonly model: number;
  readonly files: ReturnType<typeof filesOf>;
  /** SHA-256 of the datasets' files. */
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * Writes a model, what it says of the plain and the flipped images (stored as
 * `readReferences` reads them back), and, last, its record.
 *
 * @throws InputError if a file cannot be written
 */
export async function writeReference(reference: WrittenReference): Promise<void> {
  const { network, files, sets, normalization, folder, hashes } = reference;
  const [{ images: size }] = Object.values(sets);
  const { file, sha256: hash } = writeNetwork(network, files, size);
  const engine = await openEngine(network, { engine: "auto", threads: reference.threads });
  const inside = new Set(reference.trained);
  const ids = { trainedOn: {} as Record<string, unknown>, leftOut: {} as Record<string, unknown> };
  const right = { in: 0, out: 0 };
  let from = 0;
  try {
    for (const [set, dataset] of Object.entries(sets)) {
      const logits = await viewLogits(REFERENCE_VIEWS, {
        engine,
        images: dataset.images,
        normalization,
        folder,
        set: `${set}_${files.name}`,
        storedBy: storedByReference(hash, hashes[set], reference),
      });
      const isIn = dataset.ids.map((_, row) => inside.has(from + row));
      ids.trainedOn[set] = dataset.ids.filter((_, row) => isIn[row]);
      ids.leftOut[set] = dataset.ids.filter((_, row) => !isIn[row]);
      const { data, classes } = logits.get("plain") ?? { data: new Float32Array(), classes: 0 };
      dataset.labels.forEach((label, row) => {
        const z = data.subarray(row * classes, (row + 1) * classes);
        if (z.indexOf(largest(z)) === label) right[isIn[row] ? "in" : "out"]++;
      });
      from += dataset.ids.length;
    }
  } finally {
    await engine.close();
  }
  const share = { in: right.in / inside.size, out: right.out / (from - inside.size) };
  const origin = { model: reference.model, plan: planHash(reference.plan) };
  const record = {
    file: path.basename(file),
    sha256: hash,
    ...origin,
    ...ids,
    epochs: reference.epochs,
    accuracy: share,
  };
  writeJson(files.record, record);
}
