import { InputError, printable } from "./inputError";
import { describe } from "./pickle/values";
import { Tensor } from "./tensor/tensor";
import { openTorchFile } from "./torch/torchFile";

/** One named tensor of a checkpoint. */
export interface CheckpointTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** torch's name of the stored type: "float32", "int64", ... */
  readonly dtype: string;
  /**
   * The elements in row-major order, read from the file at each call.
   *
   * @throws InputError if one of them is NaN or infinite
   */
  toFloat32(): Float32Array;
}

/** The named tensors of a model file, which stays open until `close`. */
export interface Checkpoint {
  readonly path: string;
  /** In the file's own order. */
  readonly tensors: ReadonlyMap<string, CheckpointTensor>;
  close(): void;
}

/**
 * Reads the parameters of a model from a file that `torch.save(model.state_dict(), path)` wrote.
 * Nothing in the file is run, and the tensors stay on disk until they are asked for.
 *
 * @throws InputError if the file is not such a file, is damaged or calls what is not allowed
 * @example
 * const checkpoint = readCheckpoint("model.pt");
 * checkpoint.tensors.get("conv1.weight")?.shape; // [64, 3, 7, 7]
 * checkpoint.close();
 */
export function readCheckpoint(path: string): Checkpoint {
  const file = openTorchFile(path);
  try {
    return { path, tensors: namedTensors(path, file.value), close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

function namedTensors(path: string, value: unknown): Map<string, CheckpointTensor> {
  if (!(value instanceof Map)) throw new InputError(path, describe(value), "a state_dict");
  const tensors = new Map<string, CheckpointTensor>();
  for (const [name, tensor] of value) {
    if (typeof name !== "string" || !(tensor instanceof Tensor)) {
      const key = typeof name === "string" ? printable(name) : describe(name);
      throw new InputError(path, `${describe(tensor)} under ${key}`, "named tensors");
    }
    tensors.set(name, named(path, name, tensor));
  }
  if (tensors.size === 0) throw new InputError(path, "no tensors", "a state_dict");
  return tensors;
}

function named(path: string, name: string, tensor: Tensor): CheckpointTensor {
  return {
    name,
    shape: tensor.shape,
    dtype: tensor.storage.dtype,
    toFloat32: () => {
      const values = tensor.toFloat32();
      const bad = values.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) {
        throw new InputError(path, `${values[bad]} in ${printable(name)}`, "finite weights");
      }
      return values;
    },
  };
}
