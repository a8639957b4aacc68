import type { Checkpoint } from "../../files";
import type { StoredBy } from "../../inference";
import { describeNetwork, type Network, type Stem, type Unsaid } from "../../network";

/** How reference models are read: as their target is. */
export interface ReferenceReading {
  readonly stem: Stem;
  /** What else weights do not say; null: as torchvision has it. */
  readonly unsaid?: Unsaid | null;
}

/**
 * A reference model's network. A graph says of itself what weights do not.
 *
 * @throws as `describeNetwork` and `withUnsaid`
 * @example
 * describeReference(readCheckpoint("out/references/reference-0.safetensors"), { stem: "auto" });
 */
export function describeReference(
  checkpoint: Checkpoint,
  { stem, unsaid = null }: ReferenceReading,
): Network {
  return describeNetwork(checkpoint, checkpoint.onnx === undefined ? { stem, unsaid } : {});
}

/**
 * What a reference model's stored logits come from.
 *
 * @param model SHA-256 of its file
 * @param dataset SHA-256 of the dataset's file
 * @example
 * storedByReference(model.sha256, hashes.public, { stem: "auto" });
 */
export function storedByReference(
  model: string,
  dataset: string,
  { stem, unsaid = null }: ReferenceReading,
): StoredBy {
  return { model, dataset, stem, ...(unsaid === null ? {} : { network: JSON.stringify(unsaid) }) };
}
