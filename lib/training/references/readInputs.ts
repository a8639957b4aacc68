import { availableParallelism } from "node:os";
import {
  InputError,
  readCheckpoint,
  requireChannels,
  requireClasses,
  requireSameSize,
} from "../../files";
import { InputFiles, requireKind } from "../../files/outputs";
import {
  type Normalization,
  type PreparedDataset,
  type Reading,
  resolveNormalization,
  resolveReading,
} from "../../inference";
import type { ReferenceReading } from "../../lira";
import { describeNetwork, isResidual, type MapSize, type Network, type Stem } from "../../network";
import { whyNoGradients } from "../gradients";
import { withNewWeights } from "../scratch";
import type { ReferencesArguments } from "./arguments";
import { type AuditImages, auditImages } from "./auditImages";
import { readPlan } from "./folder";
import { requireRoom } from "./memory";
import type { Recipe } from "./recipe";

/** What reference models are trained from, read and checked. */
export interface ReferenceInputs {
  readonly inputs: InputFiles;
  readonly target: Network;
  readonly sets: Readonly<Record<"public" | "private", PreparedDataset>>;
  readonly images: AuditImages;
  readonly normalization: Normalization;
  readonly recipe: Recipe;
  /** Closes the datasets. */
  close(): void;
}

/**
 * Reads the target and both datasets, and looks whether models can be trained from them here.
 *
 * @param available bytes for a training step; what this process may still take unless given
 * @throws InputError if an input cannot be read or used, or the folder is another kind of run's
 * @throws UsageError if there are too few images for a batch, or too little memory
 * @example
 * const { target, images, close } = readInputs(request);
 */
export function readInputs(request: ReferencesArguments, available?: number): ReferenceInputs {
  const { model: targetPath, out } = request;
  requireKind(out, "references");
  const inputs = new InputFiles({
    model: targetPath,
    public: request.public,
    private: request.private,
  });
  const { weights, unsaid, edition, preprocessing } = request.reading;
  const target = readTarget(targetPath, { stem: request.recipe.stem as Stem, unsaid }, weights);
  const paths = { modelPath: targetPath, privatePath: request.private };
  const reading = resolveReading({ ...paths, edition, preprocessing });
  const sets = {
    public: reading.dataset(request.public),
    private: reading.dataset(request.private),
  };
  const close = () => {
    for (const dataset of Object.values(sets)) dataset.close();
  };
  try {
    requireSameSize(sets.public, sets.private);
    for (const dataset of Object.values(sets)) {
      requireChannels(dataset, target.inChannels);
      requireClasses(dataset, target.classes);
    }
    const images = auditImages(Object.values(sets));
    const recipe = recipeOf(request);
    requireRoom(target, images, recipe, available);
    requireGradients(target, images);
    if (recipe.from === "scratch") withNewWeights(target, images, 0);
    const normalization = normalizationOf(targetPath, target, reading);
    return { inputs, target, sets, images, normalization, recipe, close };
  } catch (error) {
    close();
    throw error;
  }
}

function requireGradients(target: Network, size: MapSize): void {
  const found = isResidual(target) ? null : whyNoGradients(target, size);
  if (found === null) return;
  throw new InputError(target.path, found, "operators that can be trained through");
}

/** Mean, std and, where there is one, scale of a target's images. */
export function normalizationOf(
  modelPath: string,
  { inChannels: channels }: Network,
  reading: Reading,
): Normalization {
  const { mean, std, scale } = resolveNormalization({ modelPath, channels, ...reading });
  return scale === undefined ? { mean, std } : { mean, std, scale };
}

/** The network of a checkpoint; of several in it, the one that `weights` names. */
export function readTarget(
  file: string,
  reading: ReferenceReading,
  weights: string | null,
): Network {
  const checkpoint = readCheckpoint(file, { weights });
  try {
    return describeNetwork(checkpoint, reading);
  } finally {
    checkpoint.close();
  }
}

/** Threads as asked, else as the folder was begun with, else one for each core. */
function recipeOf({ recipe, out }: ReferencesArguments): Recipe {
  const threads = recipe.threads ?? readPlan(out)?.recipe?.threads ?? availableParallelism();
  return { ...recipe, threads };
}
