import type { Normalization } from "../../inference";
import type { Network } from "../../network";
import { breathe } from "../../numeric/interruption";
import { withNewWeights } from "../scratch";
import { Trainer } from "../trainer";
import { accuracies, sampleOf } from "./accuracy";
import type { AuditImages } from "./auditImages";
import { type BatchSource, epochBatches, stepsPerEpoch } from "./batches";
import { stepMemory } from "./memory";
import { leftOutRows, trainedRows } from "./plan";
import { learningRateAt, type Recipe } from "./recipe";
import { type EpochFigures, restoreState, saveState, type TrainingProgress } from "./savedState";
import { seedOf } from "./seedOf";

/** What a reference model is trained from. */
export interface ReferenceJob {
  readonly model: number;
  readonly target: Network;
  readonly images: AuditImages;
  readonly normalization: Normalization;
  readonly recipe: Recipe;
  /** Names the plan (see `planHash`). */
  readonly plan: string;
  /** Where the state is saved after every epoch, and within one once in a while. */
  readonly state: string;
  /** Milliseconds between two saved states within an epoch; a minute unless given. */
  readonly saveEvery?: number;
  /** Called after each step with the steps done and the mean loss of the epoch so far. */
  onStep?(done: number, total: number, loss: number): void;
  /** Called after each epoch. */
  onEpoch?(epoch: number, figures: EpochFigures): void;
}

/** How often the state is saved within an epoch: a job that is preempted loses no more. */
const SAVE_MS = 60_000;

/** Training that came to nothing. */
export class TrainingFailure extends Error {}

/**
 * Trains one reference model from the target's weights or from scratch, or goes on where a saved state
 * stands.
 *
 * @returns the trained network, and what its epochs ended with
 * @throws TrainingFailure if the loss is no longer finite
 * @throws InputError if the saved state is damaged or of another plan or model
 * @example
 * const { network, epochs } = await trainReference(job);
 */
export async function trainReference(
  job: ReferenceJob,
): Promise<{ network: Network; epochs: readonly EpochFigures[] }> {
  const { model, target, images, normalization, recipe, plan, state } = job;
  const rows = trainedRows(recipe, model, images.count);
  const size = { height: images.height, width: images.width };
  const { batchSize, momentum, weightDecay, labelSmoothing, threads } = recipe;
  const { unfoldAgain } = stepMemory(target, size, batchSize);
  const descent = { momentum, weightDecay, labelSmoothing };
  const options = { batchSize, size, ...descent, unfoldAgain, threads };
  const begun =
    recipe.from === "scratch"
      ? withNewWeights(target, size, seedOf(recipe.seed, "weights", model))
      : target;
  const trainer = await Trainer.create(begun, options);
  try {
    const perEpoch = stepsPerEpoch(recipe, rows);
    const rateAt = (step: number) => learningRateAt(recipe, step, perEpoch);
    const ratesOf = (count: number, steps: number) =>
      Array.from({ length: count * perEpoch + steps }, (_, s) => rateAt(s));
    let { epochs, ...within } = restoreState(state, trainer, { plan, model }, ratesOf);
    const samples = [rows, leftOutRows(rows, images.count)].map(sampleOf);
    const source = { images, rows, normalization, classes: target.classes };
    for (let epoch = epochs.length; epoch < recipe.epochs + recipe.tail; epoch++) {
      const loss = await trainEpoch(job, trainer, source, { epochs, ...within }, rateAt);
      within = { steps: 0, lossSum: 0 };
      const network = trainer.network();
      const shares = await accuracies(network, images, normalization, samples, threads);
      const [accuracyIn, accuracyOut] = shares.map(Math.fround);
      epochs = [...epochs, { loss: Math.fround(loss), accuracyIn, accuracyOut }];
      saveState(state, trainer, { epochs, ...within }, { plan, model });
      job.onEpoch?.(epoch, epochs[epoch]);
    }
    return { network: trainer.network(), epochs };
  } finally {
    await trainer.close();
  }
}

async function trainEpoch(
  job: ReferenceJob,
  trainer: Trainer,
  source: BatchSource,
  { epochs, steps, lossSum }: TrainingProgress,
  rateAt: (step: number) => number,
): Promise<number> {
  const { model, recipe, plan, state } = job;
  const epoch = epochs.length;
  const perEpoch = stepsPerEpoch(recipe, source.rows);
  const total = perEpoch * (recipe.epochs + recipe.tail);
  let sum = lossSum;
  let done = steps;
  let saved = performance.now();
  for (const { images, targets } of epochBatches(source, recipe, model, epoch, steps)) {
    const rate = rateAt(epoch * perEpoch + done);
    const { loss } = await trainer.step(images, targets, rate);
    if (!Number.isFinite(loss)) {
      throw new TrainingFailure(
        `reference-${model}: found a loss of ${loss} in step ${done + 1} of epoch ${epoch + 1}, expected a finite one (a --lr below ${recipe.learningRate} may help)`,
      );
    }
    sum += loss;
    done++;
    job.onStep?.(epoch * perEpoch + done, total, sum / done);
    if (performance.now() - saved > (job.saveEvery ?? SAVE_MS)) {
      saveState(state, trainer, { epochs, steps: done, lossSum: sum }, { plan, model });
      saved = performance.now();
    }
    await breathe();
  }
  return sum / done;
}
