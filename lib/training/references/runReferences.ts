import { availableParallelism } from "node:os";
import path from "node:path";
import {
  readCheckpoint,
  readDataset,
  requireChannels,
  requireClasses,
  requireSameSize,
} from "../../files";
import { sha256 } from "../../files/outputs";
import { resolveNormalization } from "../../inference";
import { describeNetwork, type Network, type Stem } from "../../network";
import type { ReferencesArguments } from "./arguments";
import { auditImages } from "./auditImages";
import { assemble, claimFolder, readPlan } from "./folder";
import { requireRoom } from "./memory";
import { filesOf, modelCount, modelsOf, type Plan, trainedRows } from "./plan";
import { ProgressLines } from "./progressLines";
import type { Recipe } from "./recipe";
import { forgetState } from "./savedState";
import { trainReference } from "./trainReference";
import { readRecord, writeReference } from "./writeReference";

/**
 * Trains the reference models of a shard, those that are not there yet, and puts the folder together
 * when the last of all is done.
 *
 * @param tell takes a line of progress
 * @returns how many models of other shards are still missing
 * @throws InputError if an input cannot be read or used, or the folder holds other references
 * @throws UsageError if there are too few images for a batch, or too little memory
 * @throws TrainingFailure if a loss is no longer finite
 * @example
 * await runReferences(parseReferencesArguments(words, process.cwd()), console.error);
 */
export async function runReferences(
  request: ReferencesArguments,
  tell: (line: string) => void,
): Promise<number> {
  const target = readTarget(request.model, request.recipe.stem as Stem);
  const sets = { public: readDataset(request.public), private: readDataset(request.private) };
  try {
    requireSameSize(sets.public, sets.private);
    for (const dataset of Object.values(sets)) {
      requireChannels(dataset, target.inChannels);
      requireClasses(dataset, target.classes);
    }
    const images = auditImages(Object.values(sets));
    const recipe = recipeOf(request);
    requireRoom(target, images, recipe);
    const plan = planOf(request, target, recipe);
    claimFolder(request.out, plan);
    const hashes = { public: plan.datasets.public.sha256, private: plan.datasets.private.sha256 };
    const { inChannels: channels } = target;
    const normalization = resolveNormalization({ modelPath: request.model, channels });
    const models = modelsOf(request.shard, modelCount(recipe));
    const lines = new ProgressLines(models, recipe.epochs + recipe.tail, tell);
    for (const model of models) {
      const files = filesOf(request.out, model);
      if (readRecord(files) !== null) {
        lines.skip(model);
        forgetState(files.state);
        continue;
      }
      const { network, epochs } = await trainReference({
        ...{ model, target, images, normalization, recipe, state: files.state },
        onStep: (done, total, loss) => lines.step(model, done, total, loss),
        onEpoch: (epoch, figures) => lines.epoch(model, epoch, figures),
      });
      const trained = trainedRows(recipe, model, images.count);
      const { stem, threads } = recipe;
      const written = { network, epochs, sets, trained, normalization, stem, threads };
      await writeReference({ ...written, folder: request.out, files, hashes });
      forgetState(files.state);
    }
    const sizes = { public: sets.public.ids.length, private: sets.private.ids.length };
    return assemble(request.out, plan, { sizes, classes: target.classes });
  } finally {
    for (const dataset of Object.values(sets)) dataset.close();
  }
}

function readTarget(file: string, stem: Stem): Network {
  const checkpoint = readCheckpoint(file);
  try {
    return describeNetwork(checkpoint, { stem });
  } finally {
    checkpoint.close();
  }
}

/** Threads as asked, else as the folder was begun with, else one for each core. */
function recipeOf({ recipe, out }: ReferencesArguments): Recipe {
  const threads = recipe.threads ?? readPlan(out)?.recipe?.threads ?? availableParallelism();
  return { ...recipe, threads };
}

function planOf(request: ReferencesArguments, target: Network, recipe: Recipe): Plan {
  const known = (file: string) => ({ file: path.basename(file), sha256: sha256(file) });
  return {
    target: { ...known(request.model), network: target.summary },
    datasets: { public: known(request.public), private: known(request.private) },
    recipe,
  };
}
