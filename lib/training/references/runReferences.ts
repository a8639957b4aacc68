import { availableParallelism } from "node:os";
import path from "node:path";
import { packageVersions } from "../../audit/outcome";
import {
  InputError,
  readCheckpoint,
  requireChannels,
  requireClasses,
  requireSameSize,
} from "../../files";
import { InputFiles, lockFile } from "../../files/outputs";
import {
  type Normalization,
  openEngine,
  type PreparedDataset,
  type Reading,
  resolveNormalization,
  resolveReading,
} from "../../inference";
import { describeNetwork, isResidual, type MapSize, type Network, type Stem } from "../../network";
import { whyNoGradients } from "../gradients";
import type { ReferencesArguments } from "./arguments";
import { assemble } from "./assemble";
import { auditImages } from "./auditImages";
import { claimFolder, readPlan } from "./folder";
import { requireRoom } from "./memory";
import {
  filesOf,
  modelCount,
  modelsOf,
  type Plan,
  planHash,
  TRAINER_EDITION,
  trainedRows,
} from "./plan";
import { ProgressLines } from "./progressLines";
import { readRecord } from "./readRecord";
import type { Recipe } from "./recipe";
import { forgetState } from "./savedState";
import { trainReference } from "./trainReference";
import { writeReference } from "./writeReference";

/**
 * Trains the reference models of a shard, those that are not there yet, and puts the folder together
 * when the last of all is done.
 *
 * @param tell takes a line of progress
 * @returns how many models of other shards are still missing
 * @throws InputError if an input cannot be read or used or changes while models are trained, the folder
 *   holds other references, or another process trains one of the models
 * @throws UsageError if there are too few images for a batch, or too little memory
 * @throws TrainingFailure if a loss is no longer finite
 * @example
 * await runReferences(parseReferencesArguments(words, process.cwd()), console.error);
 */
export async function runReferences(
  request: ReferencesArguments,
  tell: (line: string) => void,
): Promise<number> {
  const { model: targetPath, out, shard } = request;
  const inputs = new InputFiles({
    model: targetPath,
    public: request.public,
    private: request.private,
  });
  const target = readTarget(targetPath, request.recipe.stem as Stem);
  const reading = resolveReading({ modelPath: targetPath, privatePath: request.private });
  const sets = {
    public: reading.dataset(request.public),
    private: reading.dataset(request.private),
  };
  try {
    requireSameSize(sets.public, sets.private);
    for (const dataset of Object.values(sets)) {
      requireChannels(dataset, target.inChannels);
      requireClasses(dataset, target.classes);
    }
    const images = auditImages(Object.values(sets));
    const recipe = recipeOf(request);
    requireRoom(target, images, recipe);
    requireGradients(target, images);
    const normalization = normalizationOf(targetPath, target, reading);
    const plan = await planOf(inputs, sets, target, normalization, recipe);
    claimFolder(out, plan);
    const { classes } = target;
    const { hashes } = inputs;
    const {
      engine,
      recipe: { stem, threads },
    } = plan;
    const source = { sets, hashes, classes, normalization, engine, stem, threads };
    const models = modelsOf(shard, modelCount(recipe));
    const lines = new ProgressLines(models, recipe.epochs + recipe.tail, tell);
    for (const model of models) {
      const files = filesOf(out, model);
      const lock = lockFile(files.lock, path.join(out, files.name));
      try {
        if (readRecord(files, plan, model) === null) {
          const { network, epochs } = await trainReference({
            ...{ model, target, images, normalization, recipe, plan: planHash(plan) },
            state: files.state,
            onStep: (done, total, loss) => lines.step(model, done, total, loss),
            onEpoch: (epoch, figures) => lines.epoch(model, epoch, figures),
          });
          inputs.requireUnchanged();
          const trained = trainedRows(recipe, model, images.count);
          const written = { ...source, network, epochs, trained, plan, model };
          await writeReference({ ...written, folder: out, files });
        } else lines.skip(model);
        forgetState(files.state);
      } finally {
        lock.release();
      }
    }
    inputs.requireUnchanged();
    return await assemble(out, plan, source);
  } finally {
    for (const dataset of Object.values(sets)) dataset.close();
  }
}

function requireGradients(target: Network, size: MapSize): void {
  const found = isResidual(target) ? null : whyNoGradients(target, size);
  if (found === null) return;
  throw new InputError(target.path, found, "operators that can be trained through");
}

function normalizationOf(
  modelPath: string,
  { inChannels: channels }: Network,
  reading: Reading,
): Normalization {
  const { mean, std, scale } = resolveNormalization({ modelPath, channels, ...reading });
  return scale === undefined ? { mean, std } : { mean, std, scale };
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

async function planOf(
  inputs: InputFiles,
  sets: Readonly<Record<"public" | "private", Pick<PreparedDataset, "images">>>,
  target: Network,
  normalization: Normalization,
  recipe: Recipe,
): Promise<Plan> {
  const { model, ...datasets } = inputs.byRole;
  const known = ({ file, sha256 }: typeof model) => ({ file, sha256 });
  const planned = (set: keyof typeof sets) => {
    const { prepared } = sets[set].images;
    return { ...known(datasets[set]), ...(prepared === undefined ? {} : { prepared }) };
  };
  const engine = await openEngine(target, { engine: "auto", threads: recipe.threads });
  await engine.close();
  const onnxruntime = "onnxruntime-node";
  return {
    target: { ...known(model), network: target.summary },
    datasets: { public: planned("public"), private: planned("private") },
    normalization,
    engine: engine.version,
    trainer: `edition ${TRAINER_EDITION} on ${onnxruntime} ${packageVersions()[onnxruntime]}`,
    recipe,
  };
}
