import type { ByteSource } from "../../byteSource";
import type { Fail } from "../pickle/values";
import { itemSize } from "../tensor/dtype";
import { FileStorage, MemoryStorage } from "../tensor/storage";
import type { Tensor } from "../tensor/tensor";
import { arrayTensor, swapped } from "./array";
import { elementType } from "./elementTypes";
import { readNpyHeader } from "./npyHeader";

const MAGIC = "\x93NUMPY";
const HEADER_BYTES = 65548;

/**
 * Whether a file starts as a .npy file does.
 *
 * @example
 * isNpy(new ByteSource("logits.npy")); // true
 */
export function isNpy(source: ByteSource): boolean {
  return source.size >= MAGIC.length && source.view(0, MAGIC.length).toString("latin1") === MAGIC;
}

/**
 * Reads a .npy file (numpy.save) of plain numbers; they stay in the file.
 *
 * @throws InputError through `fail` if the header is not sound, the elements are no numbers, or they
 *   are more or fewer than the shape has
 * @example
 * readNpy(source, fail).shape; // [20000, 44]
 */
export function readNpy(source: ByteSource, fail: Fail): Tensor {
  const start = Buffer.from(source.view(0, Math.min(source.size, HEADER_BYTES)));
  const { descr, fortranOrder, shape, dataStart } = readNpyHeader(start, fail);
  const [, order, code] = /^([<>|=]?)(.*)$/.exec(descr) as RegExpExecArray;
  const dtype = elementType(code);
  if (dtype === undefined) return fail(`numpy type ${descr}`, "plain numbers");
  const size = shape.reduce((product, extent) => product * extent, itemSize[dtype]);
  const held = source.size - dataStart;
  if (held !== size) {
    return fail(`${held} bytes of elements`, `${size} for shape [${shape}] (is it cut short?)`);
  }
  const storage =
    order === ">"
      ? new MemoryStorage(dtype, swapped(source.view(dataStart, size), dtype))
      : new FileStorage(dtype, size, source, { start: dataStart });
  return arrayTensor(storage, shape, fortranOrder, fail);
}
