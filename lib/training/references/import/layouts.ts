import { InputError } from "../../../files";
import { checkpointsIn } from "./checkpoints";
import { isFolder } from "./folderFiles";
import type { ImportedOutputs } from "./imported";
import { cachedLogits, readLeakPro } from "./leakPro";
import { maskIn, readPlainMask } from "./plainMask";
import { membershipsIn, readPrivacyMeter } from "./privacyMeter";
import { experimentsIn, readTensorflowPrivacy } from "./tensorflowPrivacy";

const KNOWN =
  "experiment-*/keep.npy, models/memberships.npy, sm_*_logits.npy, in_mask.npy, or checkpoints each with NAME_in_ids.npy, .json or .txt";

/**
 * Reads the outputs in a folder by the layout that its files show.
 *
 * @returns null where it holds checkpoints instead
 * @throws InputError if it shows none, or its files are not as the layout has them
 */
export function readLayout(folder: string): ImportedOutputs | null {
  if (!isFolder(folder)) throw new InputError(folder, "no folder", KNOWN);
  if (experimentsIn(folder).length > 0) return readTensorflowPrivacy(folder);
  if (membershipsIn(folder) !== null) return readPrivacyMeter(folder);
  if (cachedLogits(folder).length > 0) return readLeakPro(folder);
  if (maskIn(folder) !== null) return readPlainMask(folder);
  if (checkpointsIn(folder).length > 0) return null;
  throw new InputError(folder, "no layout of references that is known", KNOWN);
}
