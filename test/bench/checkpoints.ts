// Checkpoints of a training run from scratch, for audits of many models: the embedded target's network on the members
// of data/, so that data/public.pt has half of what they were trained on:
//   node lib/run.cjs test/bench/checkpoints.ts FOLDER [--epochs 60] [--every 3] [--seed 1]
import path from "node:path";
import { parseArgs } from "node:util";
import { readAnswers, readCheckpoint, readDataset } from "../../lib/files";
import { writeSafetensors } from "../../lib/files/outputs";
import { resolveNormalization } from "../../lib/inference";
import {
  type Convolution,
  describeNetwork,
  type ResidualNetwork,
  requireResidual,
} from "../../lib/network";
import { Xoshiro128 } from "../../lib/numeric/random";
import { repositoryRoot } from "../../lib/repository";
import { Trainer } from "../../lib/training";
import { auditImages } from "../../lib/training/references/auditImages";
import { epochBatches, stepsPerEpoch } from "../../lib/training/references/batches";
import { learningRateAt, USUAL_RECIPE } from "../../lib/training/references/recipe";
import { stateDictOf } from "../../lib/training/trainer";

/** Share of the epochs that crop and flip. */
const AUGMENTED = 0.7;

/** Uniform between plus and minus a bound. */
function uniform(length: number, bound: number, random: Xoshiro128): Float32Array {
  return Float32Array.from({ length }, () => (2 * (random.uint32() / 2 ** 32) - 1) * bound);
}

/** The same network before any training: He's bounds for what ReLU follows. */
function untrained(network: ResidualNetwork, random: Xoshiro128): ResidualNetwork {
  const fresh = (layer: Convolution): Convolution => {
    const { inChannels, outChannels, kernel, weight } = layer;
    const ones = new Float32Array(outChannels).fill(1);
    const zeros = new Float32Array(outChannels);
    return {
      ...layer,
      weight: uniform(weight.length, Math.sqrt(6 / (inChannels * kernel ** 2)), random),
      batchNorm: { ...layer.batchNorm, weight: ones, bias: zeros, mean: zeros, variance: ones },
    };
  };
  const { classifier, embeddingSize, classes } = network;
  const bound = 1 / Math.sqrt(embeddingSize);
  return {
    ...network,
    stem: fresh(network.stem),
    blocks: network.blocks.map((block) => {
      const shortcut = block.shortcut && fresh(block.shortcut);
      return { ...block, convolutions: block.convolutions.map(fresh), shortcut };
    }),
    classifier: {
      ...classifier,
      weight: uniform(classes * embeddingSize, bound, random),
      bias: new Float32Array(classes),
    },
  };
}

/** All images of data/, and which of them are members. */
function embedded(folder: string) {
  const sets = ["public", "private"].map((name) => readDataset(path.join(folder, `${name}.pt`)));
  const [known, asked] = sets;
  const answers = readAnswers(path.join(folder, "answers.csv"), asked.ids);
  const membership = [...(known.membership ?? []), ...answers];
  const members = Int32Array.from(membership.keys()).filter((row) => membership[row] === 1);
  return { images: auditImages(sets), members };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      epochs: { type: "string", default: "60" },
      every: { type: "string", default: "3" },
      seed: { type: "string", default: "1" },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error("found no folder, expected one for the checkpoints");
  const [all, every, seed] = [values.epochs, values.every, values.seed].map(Number);
  const data = path.join(repositoryRoot(), "data");
  const modelPath = path.join(data, "model.pt");
  const checkpoint = readCheckpoint(modelPath);
  const target = requireResidual(describeNetwork(checkpoint), "training runs");
  checkpoint.close();
  const { images, members } = embedded(data);
  const epochs = Math.round(AUGMENTED * all);
  const recipe = { ...USUAL_RECIPE, epochs, tail: all - epochs, batchSize: 64, seed, threads: 1 };
  const { batchSize, momentum, weightDecay, threads } = recipe;
  const size = { height: images.height, width: images.width };
  const options = { batchSize, momentum, weightDecay, threads, size, unfoldAgain: false };
  const trainer = await Trainer.create(untrained(target, new Xoshiro128(seed)), options);
  const normalization = resolveNormalization({ modelPath, channels: target.inChannels });
  const source = { images, rows: members, normalization, classes: target.classes };
  const steps = stepsPerEpoch(recipe, members);
  for (let epoch = 0; epoch < all; epoch++) {
    let sum = 0;
    let step = epoch * steps;
    for (const batch of epochBatches(source, recipe, 0, epoch)) {
      const rate = learningRateAt(recipe, step++, steps);
      sum += (await trainer.step(batch.images, batch.targets, rate)).loss;
    }
    if ((epoch + 1) % every !== 0) continue;
    const file = path.join(folder, `epoch_${epoch + 1}.safetensors`);
    writeSafetensors(file, stateDictOf(trainer.network()));
    console.error(`${file}: loss ${(sum / steps).toFixed(3)}`);
  }
  await trainer.close();
}

void main();
