import path from "node:path";
import { lockWhenSilent } from "../../files/outputs";
import { openEngine } from "../../inference";
import { targetNetwork } from "../../lira";
import type { Stem } from "../../network";
import { packageVersions } from "../../packageVersions";
import type { ReferencesArguments } from "./arguments";
import { assemble } from "./assemble";
import { claimFolder } from "./folder";
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
import { type ReferenceInputs, readInputs } from "./readInputs";
import type { ReferencesReading } from "./readingOptions";
import { readRecord } from "./readRecord";
import { requireHeld } from "./requireHeld";
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
  const { out, shard } = request;
  const read = readInputs(request);
  const { inputs, target, sets, images, normalization, recipe } = read;
  try {
    requireHeld(modelCount(recipe), sets, target.classes);
    const plan = await planOf(read, request.reading);
    claimFolder(out, plan);
    const { classes } = target;
    const { hashes } = inputs;
    const { engine } = plan;
    const { threads } = recipe;
    const reading = { stem: recipe.stem as Stem, unsaid: request.reading.unsaid };
    const source = { sets, hashes, classes, normalization, engine, threads, ...reading };
    const models = modelsOf(shard, modelCount(recipe));
    const lines = new ProgressLines(models, recipe.epochs + recipe.tail, tell);
    for (const model of models) {
      const files = filesOf(out, model);
      const wait = (holder: string) => tell(`${files.name}: waiting for ${holder}`);
      const lock = await lockWhenSilent(files.lock, path.join(out, files.name), wait);
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
    read.close();
  }
}

async function planOf(
  { inputs, sets, target, normalization, recipe }: ReferenceInputs,
  { weights, unsaid, edition, preprocessing }: ReferencesReading,
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
    target: {
      ...{ ...known(model), ...targetNetwork(target, sets.public.images) },
      ...(weights === null ? {} : { weights }),
    },
    datasets: { public: planned("public"), private: planned("private") },
    normalization,
    engine: engine.version,
    trainer: `edition ${TRAINER_EDITION} on ${onnxruntime} ${packageVersions()[onnxruntime]}`,
    recipe,
    ...(unsaid === null && edition === null && preprocessing === null
      ? {}
      : {
          reading: {
            ...(unsaid === null ? {} : { unsaid }),
            ...(edition === null ? {} : { edition }),
            ...(preprocessing === null ? {} : { preprocessing }),
          },
        }),
  };
}
