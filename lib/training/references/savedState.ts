import { createHash } from "node:crypto";
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

/** How far a model is. */
export interface TrainingProgress {
  /** What the epochs that are over ended with. */
  readonly epochs: readonly EpochFigures[];
  /** Steps done of the epoch that is not over, and the sum of their losses. */
  readonly steps: number;
  readonly lossSum: number;
}

/** Which model a state is of, and which plan's (see `planHash`). */
export interface StateOrigin {
  readonly plan: string;
  readonly model: number;
}

/** Names beside those of the trainer. A hash is kept as its 32 bytes, each a number, a float64 as its 8. */
const EPOCHS = "epochs";
const STEPS = "epoch/steps";
const LOSS_SUM = "epoch/loss_sum";
const MODEL = "origin/model";
const PLAN = "origin/plan";
const SEAL = "origin/seal";

/**
 * Saves a model between two steps: weights, velocities, running statistics and how far it is, as one
 * safetensors file that says of which plan and model it is and carries a SHA-256 of all this.
 */
export function saveState(
  file: string,
  trainer: Trainer,
  { epochs, steps, lossSum }: TrainingProgress,
  origin: StateOrigin,
): void {
  const figures = epochs.flatMap(({ loss, accuracyIn, accuracyOut }) => [
    loss,
    accuracyIn,
    accuracyOut,
  ]);
  const arrays = new Map<string, NamedArray>(trainer.state());
  arrays.set(EPOCHS, { shape: [epochs.length, 3], data: Float32Array.from(figures) });
  if (steps > 0) {
    arrays.set(STEPS, { shape: [1], data: Float32Array.of(steps) });
    arrays.set(LOSS_SUM, {
      shape: [8],
      data: Float32Array.from(new Uint8Array(Float64Array.of(lossSum).buffer)),
    });
  }
  arrays.set(MODEL, { shape: [1], data: Float32Array.of(origin.model) });
  arrays.set(PLAN, hashArray(origin.plan));
  arrays.set(SEAL, hashArray(sealOf(arrays)));
  writeSafetensors(file, arrays);
}

/**
 * Puts a trainer where a saved one stood.
 *
 * @param ratesOf the learning rates of the steps of so many epochs, and of so many more
 * @returns how far it was; nothing done if there is no such file
 * @throws InputError if the file is damaged, or was saved by another network, plan or model
 */
export function restoreState(
  file: string,
  trainer: Trainer,
  origin: StateOrigin,
  ratesOf: (epochs: number, steps: number) => readonly number[],
): TrainingProgress {
  if (!existsSync(file)) return { epochs: [], steps: 0, lossSum: 0 };
  const arrays = arraysOf(file);
  const seal = hashOf(arrays.get(SEAL));
  arrays.delete(SEAL);
  const refuse = (found: string, expected: string): never => {
    throw new InputError(file, found, `${expected} (remove the file to train this model anew)`);
  };
  if (seal !== sealOf(arrays))
    refuse("a state whose checksum is not its own", "one as it was saved");
  const plan = hashOf(arrays.get(PLAN));
  if (plan !== origin.plan) refuse(`a state of the plan ${plan}`, `one of the plan ${origin.plan}`);
  const model = arrays.get(MODEL)?.data[0];
  if (model !== origin.model) refuse(`a state of model ${model}`, `one of model ${origin.model}`);
  const figures = arrays.get(EPOCHS)?.data ?? new Float32Array();
  const epochs = Array.from({ length: figures.length / 3 }, (_, epoch) => ({
    loss: figures[3 * epoch],
    accuracyIn: figures[3 * epoch + 1],
    accuracyOut: figures[3 * epoch + 2],
  }));
  const steps = arrays.get(STEPS)?.data[0] ?? 0;
  const sum = Uint8Array.from(arrays.get(LOSS_SUM)?.data ?? new Float32Array(8));
  try {
    trainer.restore((name) => arrays.get(name)?.data, ratesOf(epochs.length, steps));
    return { epochs, steps, lossSum: new Float64Array(sum.buffer)[0] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(error.message, "a state that this command saved");
  }
}

function arraysOf(file: string): Map<string, NamedArray> {
  const saved = readCheckpoint(file);
  try {
    return new Map(
      [...saved.tensors].map(([name, tensor]) => [
        name,
        { shape: tensor.shape, data: tensor.toFloat32() },
      ]),
    );
  } finally {
    saved.close();
  }
}

/** SHA-256 of arrays with their names and shapes, in their order. */
function sealOf(arrays: ReadonlyMap<string, NamedArray>): string {
  const hash = createHash("sha256");
  for (const [name, { shape, data }] of arrays) {
    hash.update(JSON.stringify([name, shape]));
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest("hex");
}

function hashArray(hash: string): NamedArray {
  return { shape: [32], data: Float32Array.from(Buffer.from(hash, "hex")) };
}

function hashOf(array: NamedArray | undefined): string {
  const data = array?.data ?? new Float32Array();
  return data.every(Number.isInteger) ? Buffer.from(data).toString("hex") : "no hash";
}

/** Removes what was saved on the way, once the model itself is written. */
export function forgetState(file: string): void {
  rmSync(file, { force: true });
}
