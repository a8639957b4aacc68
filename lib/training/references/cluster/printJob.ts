import { UsageError } from "../../../commandLine";
import { makeFolder } from "../../../files/outputs";
import { repositoryRoot } from "../../../repository";
import type { ReferencesArguments } from "../arguments";
import { stepMemory } from "../memory";
import { modelCount } from "../plan";
import { readInputs } from "../readInputs";
import { readingWords, recipeWords } from "../recipeWords";
import { forecastMinutes } from "./forecast";
import type { ClusterEngine, ClusterJob } from "./job";
import { kubernetesManifests } from "./kubernetes";
import { slurmScript } from "./slurm";
import { logsOf, MOST_PARTS } from "./slurmArray";

/** Cores of a part unless asked for: those of the machine that prints say nothing of the cluster's. */
const THREADS = 2;

/** The estimate leaves out what the allocator keeps and files that are read. */
const MEMORY_ALLOWANCE = 1.25;
const MEMORY_STEP = 256;

/**
 * What a cluster's engine takes to train the parts, and to attack with them. All inputs are read and
 * checked first, and a few training steps taken to tell the time; the folder for logs is made.
 *
 * @throws as `readInputs`; UsageError for paths that the job's machines would not share
 * @example
 * tell(await printJob("slurm", request));
 */
export async function printJob(
  engine: ClusterEngine,
  request: ReferencesArguments,
): Promise<string> {
  const { out, reading } = request;
  if (engine === "kubernetes" && typeof reading.preprocessing === "string") {
    const found = "a file, which the pods do not see";
    throw new UsageError(`--preprocessing: found ${found}, expected its JSON itself`);
  }
  const threads = request.recipe.threads ?? THREADS;
  const recipe = { ...request.recipe, threads };
  const read = readInputs({ ...request, recipe }, Number.POSITIVE_INFINITY);
  try {
    const models = modelCount(recipe);
    const asked = request.shard.count > 1 ? request.shard.count : models;
    const parts = Math.min(asked, models, MOST_PARTS);
    const { target, images } = read;
    const { bytes } = stepMemory(target, images, recipe.batchSize);
    const held = images.count * images.channels * images.height * images.width;
    const needed = (MEMORY_ALLOWANCE * bytes + held) / 2 ** 20;
    const job: ClusterJob = {
      paths: { model: request.model, public: request.public, private: request.private, out },
      reading,
      stem: recipe.stem,
      words: [...readingWords(reading), ...recipeWords(recipe)],
      parts,
      threads,
      memory: Math.ceil(needed / MEMORY_STEP) * MEMORY_STEP,
      minutes: await forecastMinutes(read, Math.ceil(models / parts)),
    };
    if (engine === "kubernetes") return kubernetesManifests(job, request.volume);
    makeFolder(logsOf(out));
    return slurmScript(job, request.site, repositoryRoot());
  } finally {
    read.close();
  }
}
