import { ByteSource } from "./byteSource";
import { foreignFile } from "./foreignFile";
import { readNpz } from "./formats/numpy/npz";
import { isOnnx } from "./formats/onnx/isOnnx";
import type { Fail } from "./formats/pickle/values";
import { isSafetensors, readSafetensors } from "./formats/safetensors";
import { readOldFormat } from "./formats/torch/oldFormat";
import { readZipFormat } from "./formats/torch/zipFormat";
import { ZipArchive } from "./formats/zip/archive";
import { InputError } from "./inputError";

const PICKLE_START = 0x80;
/** What is looked at of a file that no reader knows, to say what it is. */
const FIRST_BYTES = 1 << 16;

/** A value that a file holds; its tensors read from the file until it is closed. */
export interface OpenFile {
  readonly value: unknown;
  readonly fail: Fail;
  /** Of all bytes of the file that is open. */
  sha256(): string;
  close(): void;
}

/**
 * Opens a file that torch.save, numpy.savez, safetensors, pickle.dump or joblib.dump wrote, whichever
 * it is by its content.
 *
 * @throws InputError if the file is none of them (the message says what it is instead), is damaged, or calls what is not allowed
 * @example
 * const file = openFile("model.pt");
 * file.value; // a Map from parameter names to tensors, for a state_dict
 * file.close();
 */
export function openFile(path: string): OpenFile {
  const fail: Fail = (found, expected) => {
    throw new InputError(path, found, expected);
  };
  const source = new ByteSource(path);
  try {
    return {
      value: readValue(source, fail),
      fail,
      sha256: () => source.sha256(),
      close: () => source.close(),
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

function readValue(source: ByteSource, fail: Fail): unknown {
  if (source.size === 0) {
    return fail(
      "an empty file",
      "a file that torch.save wrote (did the download or the disk fail?)",
    );
  }
  const start = Buffer.from(source.view(0, Math.min(8, source.size)));
  if (start.toString("latin1", 0, 2) === "PK") {
    const archive = new ZipArchive(source);
    const names = [...archive.entries.keys()];
    const arrays = names.length > 0 && names.every((name) => name.endsWith(".npy"));
    return arrays ? readNpz(archive, fail) : readZipFormat(archive, fail);
  }
  if (isSafetensors(source)) return readSafetensors(source, fail);
  if (isOnnx(source)) {
    return fail(
      "an ONNX model",
      "a dataset, or named weights, that torch.save or numpy.savez wrote",
    );
  }
  if (start[0] === PICKLE_START) return readOldFormat(source, fail);
  const { found, expected } = foreignFile(
    Buffer.from(source.view(0, Math.min(FIRST_BYTES, source.size))),
    source.size,
  );
  return fail(found, expected);
}
