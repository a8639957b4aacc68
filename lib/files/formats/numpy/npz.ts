import { printable } from "../../text";
import type { Fail } from "../pickle/values";
import { itemSize } from "../tensor/dtype";
import { MemoryStorage, ZipStorage } from "../tensor/storage";
import type { Tensor } from "../tensor/tensor";
import type { ZipArchive } from "../zip/archive";
import type { ZipEntry } from "../zip/directory";
import { arrayTensor, swapped } from "./array";
import { elementType, fixedTexts } from "./elementTypes";
import { readNpyHeader } from "./npyHeader";

const HEADER_BYTES = 65548;

/**
 * Reads the arrays of a .npz file (numpy.savez, numpy.savez_compressed) by name. Numbers become
 * tensors that stay in the file, texts become lists.
 *
 * @throws InputError through `fail` if an array is damaged or holds Python objects
 * @example
 * readNpz(archive, fail).get("labels"); // a Tensor
 */
export function readNpz(archive: ZipArchive, fail: Fail): Map<unknown, unknown> {
  const arrays = new Map<unknown, unknown>();
  for (const [name, entry] of archive.entries) {
    if (!name.endsWith(".npy")) return fail(`zip entry ${printable(name)}`, "arrays only");
    const refuse: Fail = (found, expected) => fail(`${found} in ${printable(name)}`, expected);
    arrays.set(name.slice(0, -".npy".length), readEntry(archive, entry, refuse));
  }
  return arrays;
}

function readEntry(archive: ZipArchive, entry: ZipEntry, fail: Fail): Tensor | string[] {
  const start = Buffer.from(archive.view(entry, 0, Math.min(entry.size, HEADER_BYTES)));
  const { descr, fortranOrder, shape, dataStart } = readNpyHeader(start, fail);
  const [, order, code] = /^([<>|=]?)(.*)$/.exec(descr) as RegExpExecArray;
  const text = /^([US])(\d{1,6})$/.exec(code);
  if (text !== null && order !== ">" && shape.length === 1) {
    return fixedTexts(
      archive.view(entry, dataStart, entry.size - dataStart),
      text[1] as "U" | "S",
      Number(text[2]),
    );
  }
  const dtype = elementType(code);
  if (dtype === undefined) return fail(`numpy type ${descr}`, "numbers, or a list of texts");
  const size = shape.reduce((product, extent) => product * extent, itemSize[dtype]);
  if (entry.size - dataStart !== size) {
    return fail(`${entry.size - dataStart} bytes of elements`, `${size}`);
  }
  if (order === ">") {
    const bytes = swapped(archive.view(entry, dataStart, size), dtype);
    return arrayTensor(new MemoryStorage(dtype, bytes), shape, fortranOrder, fail);
  }
  return arrayTensor(new ZipStorage(dtype, archive, entry, dataStart), shape, fortranOrder, fail);
}
