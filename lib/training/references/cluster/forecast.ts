import { Trainer } from "../../trainer";
import { availableMemory } from "../availableMemory";
import { epochBatches, stepsPerEpoch } from "../batches";
import { stepMemory } from "../memory";
import { trainedRows } from "../plan";
import type { ReferenceInputs } from "../readInputs";
import { REFERENCE_VIEWS } from "../writeReference";

/** Steps that are timed, after one that is not. */
const TIMED = 2;

/** A pass forward costs about a third of a training step. */
const FORWARD_SHARE = 1 / 3;

/** What other machines, and other work on them, may need more. */
const ALLOWANCE = 2;

/** For reading, starting and writing. */
const MINUTES_BESIDE = 10;

/**
 * Minutes that one part takes, by training steps taken here.
 *
 * @param models of one part
 * @returns null where a step does not fit into this machine's memory
 * @example
 * await forecastMinutes(readInputs(request), 4); // 30
 */
export async function forecastMinutes(
  { target, images, normalization, recipe }: ReferenceInputs,
  models: number,
): Promise<number | null> {
  const { batchSize, momentum, weightDecay, threads } = recipe;
  const size = { height: images.height, width: images.width };
  const { added, unfoldAgain } = stepMemory(target, size, batchSize);
  if (added > availableMemory()) return null;
  const rows = trainedRows(recipe, 0, images.count);
  const source = { images, rows, normalization, classes: target.classes };
  const options = { batchSize, size, momentum, weightDecay, unfoldAgain, threads };
  const trainer = await Trainer.create(target, options);
  let seconds = 0;
  try {
    let step = 0;
    for (const batch of epochBatches(source, recipe, 0, 0)) {
      const start = performance.now();
      await trainer.step(batch.images, batch.targets, recipe.learningRate);
      if (step > 0) seconds += (performance.now() - start) / 1000 / TIMED;
      if (step++ === TIMED) break;
    }
  } finally {
    await trainer.close();
  }
  const steps = stepsPerEpoch(recipe, rows) * (recipe.epochs + recipe.tail);
  const passes = (REFERENCE_VIEWS.length * images.count) / batchSize;
  const each = seconds * (steps + passes * FORWARD_SHARE);
  return Math.ceil((ALLOWANCE * models * each) / 60) + MINUTES_BESIDE;
}
