import { ByteSource } from "../../byteSource";
import { InputError } from "../../inputError";
import type { Fail } from "../pickle/values";
import type { Decoded } from "../tensor/dtype";
import type { Tensor } from "../tensor/tensor";
import { fixedTexts } from "./elementTypes";
import { isNpy, readNpy } from "./npy";
import { readNpyHeader } from "./npyHeader";

const HEADER_BYTES = 65548;

/**
 * Shape of a .npy file of numbers that is as long as its shape says; its elements are not read.
 *
 * @throws InputError as {@link readArray}
 * @example
 * shapeOf("experiment-0_16/logits/0000000100.npy"); // [50000, 1, 2, 10]
 */
export function shapeOf(file: string): readonly number[] {
  return opened(file, (source, fail) => numbersOf(source, fail).shape);
}

/**
 * Reads a .npy file of plain numbers or truth values, of any type and order, that another program wrote.
 *
 * @returns numbers in row-major order; truth values are 0 and 1
 * @throws InputError if it is no such file, is cut short, or holds texts or Python objects
 * @example
 * readArray("experiment-0_16/keep.npy").shape; // [50000]
 */
export function readArray(file: string): { values: Decoded; shape: readonly number[] } {
  return opened(file, (source, fail) => {
    const tensor = numbersOf(source, fail);
    return { values: tensor.values().slice(), shape: tensor.shape };
  });
}

/**
 * Reads a .npy file of one number or text a row.
 *
 * @throws InputError as {@link readArray}, or if it has more than one dimension
 * @example
 * readColumn("ids.npy"); // ["a", "b"]
 */
export function readColumn(file: string): readonly (number | string)[] {
  return opened(file, (source, fail) => {
    const { descr, shape, dataStart } = headerOf(source, fail);
    if (shape.length !== 1) return fail(`shape [${shape}]`, "[rows]");
    const text = /^[<|=]([US])(\d{1,6})$/.exec(descr);
    if (text === null) return Array.from(readNpy(source, fail).values());
    const [kind, width] = [text[1] as "U" | "S", Number(text[2])];
    const size = shape[0] * width * (kind === "U" ? 4 : 1);
    const held = source.size - dataStart;
    if (held !== size) return fail(`${held} bytes of texts`, `${size} for shape [${shape}]`);
    return fixedTexts(source.view(dataStart, size), kind, width);
  });
}

function numbersOf(source: ByteSource, fail: Fail): Tensor {
  if (!isNpy(source)) return fail("no numpy header", "a .npy file");
  return readNpy(source, fail);
}

function headerOf(source: ByteSource, fail: Fail) {
  if (!isNpy(source)) return fail("no numpy header", "a .npy file");
  return readNpyHeader(Buffer.from(source.view(0, Math.min(source.size, HEADER_BYTES))), fail);
}

function opened<T>(file: string, read: (source: ByteSource, fail: Fail) => T): T {
  const source = new ByteSource(file);
  try {
    return read(source, (found, expected) => {
      throw new InputError(file, found, expected);
    });
  } finally {
    source.close();
  }
}
