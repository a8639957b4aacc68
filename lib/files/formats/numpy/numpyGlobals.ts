import { limits } from "../../limits";
import { printable } from "../../text";
import { cost } from "../pickle/budget";
import {
  Buildable,
  type Constructor,
  describe,
  type Fail,
  type Following,
  InertRecord,
  type Spend,
} from "../pickle/values";
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
  content: Tensor | readonly unknown[] | InertRecord = [];
  /** Of the array, also where its content is a list. */
  shape: readonly number[] = [];
  fortranOrder = false;

  build(state: unknown, fail: Fail, spend: Spend, _following: Following): void {
    if (!Array.isArray(state) || state.length !== 5 || state[0] !== 1) {
      fail(`an array's state of ${describe(state)}`, "version 1, shape, type, order and elements");
    }
    const [, shape, type, fortranOrder, elements] = state as unknown[];
    this.fill(shape, type, fortranOrder === true, elements, fail, spend);
  }

  /** Bytes of an array of the shape and type. */
  protected byteLength(shape: unknown, type: unknown, fail: Fail): number {
    const width = type instanceof NumpyType ? widthOf(type.code) : undefined;
    if (width === undefined || !isShape(shape)) {
      return fail("an array of Python objects", "numbers or texts (numpy.savez, or torch.save)");
    }
    const size = shape.reduce((product, extent) => product * extent, width);
    return Number.isSafeInteger(size)
      ? size
      : fail(`an array of shape [${shape}]`, "a smaller one");
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
    this.shape = shape;
    this.fortranOrder = fortran;
    if (Array.isArray(elements) && !Object.isFrozen(elements)) {
      this.content = elements;
      return;
    }
    if (!(elements instanceof Uint8Array)) {
      return void fail(`${describe(elements)} as an array's elements`, "bytes");
    }
    const dtype = elementType(type.code);
    if (dtype === undefined) {
      this.content = INERT_TYPE.test(type.code)
        ? new InertRecord(`numpy.ndarray of ${type.code}`)
        : texts(type, elements, fail, spend);
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

/** Times, spans of time, complex numbers and bare bytes: no data, and no harm. */
const INERT_TYPE = /^[mMcV]\d{1,6}$/;

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

/** Bytes of an element; undefined where elements are Python objects. */
function widthOf(code: string): number | undefined {
  const known = elementType(code);
  if (known !== undefined) return itemSize[known];
  const match = /^([USmMcV])(\d{1,6})$/.exec(code);
  return match === null ? undefined : Number(match[2]) * (match[1] === "U" ? 4 : 1);
}

function dtype([code]: readonly unknown[], fail: Fail): NumpyType {
  return typeof code === "string"
    ? new NumpyType(code.replace(/^[<>|=]/, ""))
    : fail(`a numpy type of ${describe(code)}`, "a type code");
}

/** A numpy number or text becomes a plain one. */
function scalar([type, bytes]: readonly unknown[], fail: Fail, spend: Spend): unknown {
  if (type instanceof NumpyType && bytes instanceof Uint8Array) {
    if (INERT_TYPE.test(type.code)) return new InertRecord(`numpy scalar of ${type.code}`);
    if (/^[US]/.test(type.code)) return texts(type, bytes, fail, spend)[0] ?? "";
  }
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
