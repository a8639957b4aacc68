import { ByteSource } from "./byteSource";
import { firstNotFinite } from "./firstNotFinite";
import { isOnnx } from "./formats/onnx/isOnnx";
import type { Tensor } from "./formats/tensor/tensor";
import { InputError } from "./inputError";
import { limits } from "./limits";
import { openFile } from "./openFile";
import { findStateDict } from "./stateDict";
import { printable } from "./text";

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
  /** The bytes of an ONNX file, which says the whole network; absent for weights alone. */
  readonly onnx?: () => Buffer;
  /** In the file's own order. */
  readonly tensors: ReadonlyMap<string, CheckpointTensor>;
  close(): void;
}

/** A checkpoint, and how its tensors were found. */
export interface CheckpointFile extends Checkpoint {
  /** Prefixes taken off, parts passed over: a phrase each. */
  readonly notes: readonly string[];
  /** SHA-256 of the file that the tensors are read from, also where its name has another by now. */
  sha256(): string;
}

/** How a model file shall be read. */
export interface CheckpointOptions {
  /**
   * Which of several models in the file (averaged beside trained, teacher beside student), by the
   * name that a note gives it. Default null: the trained one.
   */
  readonly weights?: string | null;
}

/**
 * Reads the parameters of a model: a state_dict (also inside a dict, also beside others) or a whole
 * module, written by torch.save in either format; or a safetensors file. Nothing in the file is
 * run, and the tensors stay on disk until they are asked for. Of an ONNX file, which holds a graph
 * with them, it gives the bytes.
 *
 * @throws InputError if the file is not such a file, is damaged or calls what is not allowed, or
 *   holds no weights of the name asked for: the message lists those there are
 * @example
 * const checkpoint = readCheckpoint("model.pt", { weights: "ema" });
 * checkpoint.tensors.get("conv1.weight")?.shape; // [64, 3, 7, 7]
 * checkpoint.close();
 */
export function readCheckpoint(
  path: string,
  { weights = null }: CheckpointOptions = {},
): CheckpointFile {
  const onnx = openOnnx(path, weights);
  if (onnx !== null) return onnx;
  const file = openFile(path);
  try {
    const { tensors, notes } = findStateDict(file.value, weights, file.fail);
    const checked = new Map<string, CheckpointTensor>();
    for (const [name, tensor] of tensors) checked.set(name, named(path, name, tensor));
    const { sha256, close } = file;
    return { path, tensors: checked, notes, sha256, close };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** An ONNX file; null where it is another. */
function openOnnx(path: string, weights: string | null): CheckpointFile | null {
  const source = new ByteSource(path);
  if (!isOnnx(source)) {
    source.close();
    return null;
  }
  const refuse = (found: string, expected: string): never => {
    source.close();
    throw new InputError(path, found, expected);
  };
  if (weights !== null)
    refuse(`weights ${printable(weights)} asked for`, "null: ONNX holds one model");
  if (source.size > limits.onnxBytes) {
    refuse(`${source.size} bytes of ONNX`, `${limits.onnxBytes} at most, and more beside it`);
  }
  return {
    path,
    tensors: new Map(),
    notes: [],
    onnx() {
      const bytes = Buffer.allocUnsafeSlow(source.size);
      source.copy(0, bytes);
      return bytes;
    },
    sha256: () => source.sha256(),
    close: () => source.close(),
  };
}

function named(path: string, name: string, tensor: Tensor): CheckpointTensor {
  return {
    name,
    shape: tensor.shape,
    dtype: tensor.storage.dtype,
    toFloat32: () => {
      const values = tensor.toFloat32();
      const bad = firstNotFinite(values);
      if (bad >= 0) {
        throw new InputError(path, `${values[bad]} in ${printable(name)}`, "finite weights");
      }
      return values;
    },
  };
}
