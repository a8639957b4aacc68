import { type Normalization, normalisedBytes } from "../../inference";
import { permutation, Xoshiro128 } from "../../numeric/random";
import { drawChange, UNCHANGED, writeRows } from "../augment";
import type { AuditImages } from "./auditImages";
import type { Recipe } from "./recipe";
import { seedOf } from "./seedOf";

/** One batch as a step takes it; the arrays are filled anew for the next. */
export interface Batch {
  /** [batch, positions, channels], normalised. */
  readonly images: Float32Array;
  /** One-hot, [batch, classes]. */
  readonly targets: Float32Array;
  readonly labels: Int32Array;
}

/** What batches are made of. */
export interface BatchSource {
  readonly images: AuditImages;
  /** Rows that are trained on. */
  readonly rows: Int32Array;
  readonly normalization: Normalization;
  readonly classes: number;
}

/** Whole batches an epoch; images left over wait for another epoch's order (torch's drop_last). */
export function stepsPerEpoch(recipe: Recipe, rows: Int32Array): number {
  return Math.floor(rows.length / recipe.batchSize);
}

/**
 * The batches of one epoch, in an order and with changes drawn for this model and epoch alone, so
 * that a run that goes on at an epoch sees what an unbroken one sees.
 *
 * @param epoch from 0; those from `recipe.epochs` are the tail, without augmentation
 * @param done batches that are left out at the start, their changes drawn all the same
 * @example
 * for (const { images, targets } of epochBatches(source, recipe, 0, 0)) await trainer.step(...);
 */
export function* epochBatches(
  { images: source, rows, normalization, classes }: BatchSource,
  recipe: Recipe,
  model: number,
  epoch: number,
  done = 0,
): Generator<Batch> {
  const { channels, height, width } = source;
  const { batchSize: batch } = recipe;
  const size = channels * height * width;
  const table = normalisedBytes(normalization, channels);
  const order = permutation(rows.length, seedOf(recipe.seed, "order", model, epoch));
  const generator = new Xoshiro128(seedOf(recipe.seed, "augmentation", model, epoch));
  const draw = () => generator.uint32();
  const bytes = new Uint8Array(size);
  const images = new Float32Array(batch * size);
  const targets = new Float32Array(batch * classes);
  const labels = new Int32Array(batch);
  for (let step = 0; step < stepsPerEpoch(recipe, rows); step++) {
    targets.fill(0);
    for (let i = 0; i < batch; i++) {
      const change =
        epoch < recipe.epochs ? drawChange(recipe.augmentation, recipe.padding, draw) : UNCHANGED;
      if (step < done) continue;
      const row = rows[order[step * batch + i]];
      source.read(row, bytes);
      writeRows(bytes, source, change, table, images.subarray(i * size, (i + 1) * size));
      labels[i] = source.labels[row];
      targets[i * classes + labels[i]] = 1;
    }
    if (step >= done) yield { images, targets, labels };
  }
}
