import { limits } from "../../limits";
import { printable } from "../../text";
import { cost } from "../pickle/budget";
import { Buildable, type Constructor, describe, type Fail, type Spend } from "../pickle/values";
import { decode, itemSize } from "../tensor/dtype";
import { MemoryStorage } from "../tensor/storage";
import type { Tensor } from "../tensor/tensor";
import { arrayTensor, swapped } from "./array";
import { elementType, fixedTexts } from "./elementTypes";

/** Versions of the state of numpy.dtype that numpy itself reads and that torch users have. */
const TYPE_VERSIONS: readonly unknown[] = [3, 4];

/** numpy.dtype: a type code, and then through its state the byte order. */
class NumpyType extends Buildable {
  bigEndian = false;

  constructor(readonly code: string) {
    super();
  }

  build(state: unknown, fail: Fail): void {
    if (!Array.isArray(state) || !TYPE_VERSIONS.includes(state[0])) {
      return void fail(`a numpy type's state of ${describe(state)}`, `version ${TYPE_VERSIONS}`);
    }
    this.bigEndian = state[1] === ">";
  }
}

/**
 * numpy.ndarray, filled by the state that follows it in the pickle. Numbers become a tensor; texts
 * and Python objects a list.
 */
export class NumpyArray extends Buildable {
  content: Tensor | readonly unknown[] = [];

  build(state: unknown, fail: Fail, spend: Spend): void {
    if (!Array.isArray(state) || state.length !== 5 || state[0] !== 1) {
      fail(`an array's state of ${describe(state)}`, "version 1, shape, type, order and elements");
    }
    const [, shape, type, fortranOrder, elements] = state as unknown[];
    this.fill(shape, type, fortranOrder === true, elements, fail, spend);
  }

  fill(
    shape: unknown,
    type: unknown,
    fortran: boolean,
    elements: unknown,
    fail: Fail,
    spend: Spend,
  ): void {
    if (!(type instanceof NumpyType) || !isShape(shape)) {
      return void fail("an array without type and shape", "both");
    }
    if (Array.isArray(elements) && !Object.isFrozen(elements)) {
      this.content = elements;
      return;
    }
    if (!(elements instanceof Uint8Array)) {
      return void fail(`${describe(elements)} as an array's elements`, "bytes");
    }
    const dtype = elementType(type.code);
    if (dtype === undefined) {
      this.content = texts(type, elements, fail, spend);
      return;
    }
    if (elements.length % itemSize[dtype] !== 0) {
      fail(`${elements.length} bytes of ${dtype}`, `a multiple of ${itemSize[dtype]}`);
    }
    if (type.bigEndian) spend(elements.length);
    const bytes = type.bigEndian ? swapped(elements, dtype) : elements;
    const storage = new MemoryStorage(dtype, bytes);
    this.content = arrayTensor(storage, shape, fortran, fail);
    if (this.content.size * itemSize[dtype] !== elements.length) {
      fail(`${elements.length} bytes for an array of shape [${shape}]`, `those of ${dtype}`);
    }
  }
}

function isShape(value: unknown): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length <= limits.dimensions &&
    value.every((extent) => Number.isSafeInteger(extent) && extent >= 0)
  );
}

function texts(type: NumpyType, elements: Uint8Array, fail: Fail, spend: Spend): string[] {
  const match = /^([US])(\d{1,6})$/.exec(type.code);
  if (match === null || type.bigEndian)
    return fail(`numpy type ${printable(type.code)}`, "numbers or texts");
  spend(cost.small * elements.length);
  return fixedTexts(elements, match[1] as "U" | "S", Number(match[2]));
}

function dtype([code]: readonly unknown[], fail: Fail): NumpyType {
  return typeof code === "string"
    ? new NumpyType(code.replace(/^[<>|=]/, ""))
    : fail(`a numpy type of ${describe(code)}`, "a type code");
}

/** A numpy number becomes a plain one. */
function scalar([type, bytes]: readonly unknown[], fail: Fail): unknown {
  const known = type instanceof NumpyType ? elementType(type.code) : undefined;
  if (known === undefined || !(bytes instanceof Uint8Array) || bytes.length !== itemSize[known]) {
    return fail("a numpy number without type and bytes", "both");
  }
  const ordered = (type as NumpyType).bigEndian ? swapped(bytes, known) : bytes;
  const [value] = decode(known, ordered);
  return known === "bool" ? value !== 0 : value;
}

/** How protocol 5 spells an array: its bytes, type, shape and order at once. */
function fromBuffer(
  [elements, type, shape, order]: readonly unknown[],
  fail: Fail,
  spend: Spend,
): NumpyArray {
  const array = new NumpyArray();
  array.fill(shape, type, order === "F", elements, fail, spend);
  return array;
}

/** What pickles of numpy arrays may call, by exact name (numpy 1 and 2). */
export const numpyGlobals: readonly (readonly [string, Constructor])[] = [
  ["numpy.dtype", dtype],
  ["numpy.ndarray", () => new NumpyArray()],
  ...["numpy.core", "numpy._core"].flatMap((module): [string, Constructor][] => [
    [`${module}.multiarray._reconstruct`, () => new NumpyArray()],
    [`${module}.multiarray.scalar`, scalar],
    [`${module}.numeric._frombuffer`, fromBuffer],
  ]),
];

/**
 * A value of a pickle, with the content of a numpy array in place of the array.
 *
 * @example
 * withoutNumpy(array); // a Tensor
 * withoutNumpy("text"); // "text"
 */
export function withoutNumpy(value: unknown): unknown {
  return value instanceof NumpyArray ? value.content : value;
}
