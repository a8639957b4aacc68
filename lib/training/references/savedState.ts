import { existsSync, rmSync } from "node:fs";
import { InputError, readCheckpoint } from "../../files";
import { type NamedArray, writeSafetensors } from "../../files/outputs";
import type { Trainer } from "../trainer";

/** What an epoch ended with; each is rounded to float32, as it is saved. */
export interface EpochFigures {
  /** Mean loss over the epoch's batches, in nats. */
  readonly loss: number;
  /** Share of right answers among images that were trained on, and among those left out. */
  readonly accuracyIn: number;
  readonly accuracyOut: number;
}

const EPOCHS = "epochs";

/**
 * Saves a model between two epochs: weights, velocities, running statistics and what the epochs so
 * far ended with, as one safetensors file.
 */
export function saveState(file: string, trainer: Trainer, epochs: readonly EpochFigures[]): void {
  const figures = epochs.flatMap(({ loss, accuracyIn, accuracyOut }) => [
    loss,
    accuracyIn,
    accuracyOut,
  ]);
  const arrays = new Map<string, NamedArray>(trainer.state());
  arrays.set(EPOCHS, { shape: [epochs.length, 3], data: Float32Array.from(figures) });
  writeSafetensors(file, arrays);
}

/**
 * Puts a trainer where a saved one stood.
 *
 * @param ratesOf the learning rates of so many epochs' steps
 * @returns what the epochs so far ended with; none if there is no such file
 * @throws InputError if the file is damaged or was saved by another network
 */
export function restoreState(
  file: string,
  trainer: Trainer,
  ratesOf: (epochs: number) => readonly number[],
): EpochFigures[] {
  if (!existsSync(file)) return [];
  const saved = readCheckpoint(file);
  try {
    const figures = saved.tensors.get(EPOCHS)?.toFloat32() ?? new Float32Array();
    const epochs = Array.from({ length: figures.length / 3 }, (_, epoch) => ({
      loss: figures[3 * epoch],
      accuracyIn: figures[3 * epoch + 1],
      accuracyOut: figures[3 * epoch + 2],
    }));
    trainer.restore((name) => saved.tensors.get(name)?.toFloat32(), ratesOf(epochs.length));
    return epochs;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(file, error.message, "a state that this command saved");
  } finally {
    saved.close();
  }
}

/** Removes what was saved on the way, once the model itself is written. */
export function forgetState(file: string): void {
  rmSync(file, { force: true });
}
