import { type DType, decode, itemSize, limits, printable } from "../../../files";
import type { Constant, ConstantData, ValueType } from "../../graph/types";
import { EXTERNAL } from "../elementTypes";
import type { ReadExternal } from "./externalData";
import { messageOf, nameOf } from "./names";
import { wholeNumbersOf } from "./numbers";
import { type Budget, type Field, fieldsOf, type Refuse, varintsOf } from "./protobufReader";

/** How elements are stored, and what they are read as. */
interface StoredType {
  readonly name: string;
  readonly stored: DType;
  readonly type: ValueType;
}

/** TensorProto.DataType of onnx.proto: the types that are read. */
const types: Readonly<Record<number, StoredType>> = {
  1: { name: "float", stored: "float32", type: "float" },
  6: { name: "int32", stored: "int32", type: "int32" },
  7: { name: "int64", stored: "int64", type: "int64" },
  9: { name: "bool", stored: "bool", type: "bool" },
  10: { name: "float16", stored: "float16", type: "float" },
  11: { name: "double", stored: "float64", type: "double" },
  16: { name: "bfloat16", stored: "bfloat16", type: "float" },
};

const others: Readonly<Record<number, string>> = {
  2: "uint8",
  3: "int8",
  4: "uint16",
  5: "int16",
  8: "string",
  12: "uint32",
  13: "uint64",
};

/**
 * What a value of a file's element type is read as: float16 and bfloat16 as float.
 *
 * @throws InputError through `refuse` naming the type if it is none of those that are read
 */
export function readElementType(code: number, refuse: Refuse): StoredType {
  if (Object.hasOwn(types, code)) return types[code];
  const known = Object.values(types).map(({ name }) => name);
  return refuse(`element type ${others[code] ?? code}`, known.join(", "));
}

/** A constant, its name and whether it was stored in half precision. */
export interface NamedConstant {
  readonly name: string;
  readonly constant: Constant;
  readonly half: boolean;
}

/** The fields of a TensorProto that say what it is, and those with its elements. */
interface TensorFields {
  name: string;
  type: number;
  location: number;
  raw: Buffer | undefined;
  readonly dimensions: number[];
  readonly external: [string, string][];
  /** float_data, int32_data, int64_data and double_data, as they come. */
  readonly typed: Field[];
}

/**
 * A constant of an ONNX file, whether its elements lie in raw_data, in a typed field or in a file
 * beside the model.
 *
 * @throws InputError through `refuse` if type, dimensions and elements do not fit one another
 */
export function readTensor(
  bytes: Buffer,
  { budget, external, refuse }: { budget: Budget; external: ReadExternal; refuse: Refuse },
): NamedConstant {
  const fields = tensorFields(bytes, budget, refuse);
  const { name, dimensions } = fields;
  const said = name === "" ? "a tensor" : `constant ${printable(name)}`;
  const own: Refuse = (found, expected) => refuse(`${said} with ${found}`, expected);
  const { stored, type } = readElementType(fields.type, own);
  const size = elementCount(dimensions, own);
  const length = size * itemSize[stored];
  const elements =
    fields.location === EXTERNAL
      ? external(new Map(fields.external), length, own)
      : (fields.raw ?? typedBytes(fields.typed, stored, size, own));
  if (elements.length !== length) {
    const found = `${elements.length} bytes for shape [${dimensions}]`;
    own(found, `${length} of ${stored}`);
  }
  const half = stored === "float16" || stored === "bfloat16";
  return { name, half, constant: { type, dimensions, data: toData(type, stored, elements) } };
}

function tensorFields(bytes: Buffer, budget: Budget, refuse: Refuse): TensorFields {
  const fields: TensorFields = {
    ...{ name: "", type: 0, location: 0, raw: undefined },
    ...{ dimensions: [], external: [], typed: [] },
  };
  for (const field of fieldsOf(bytes, budget, refuse)) {
    if (field.number === 1) {
      for (const extent of wholeNumbersOf(field, refuse)) {
        fields.dimensions.push(extent);
        if (fields.dimensions.length > limits.dimensions) {
          refuse("a tensor of many dimensions", `${limits.dimensions} at most`);
        }
      }
    } else if (field.number === 2) fields.type = Number(field.value);
    else if (field.number === 8) fields.name = nameOf(field, refuse);
    else if (field.number === 9) fields.raw = messageOf(field, refuse);
    else if (field.number === 13) fields.external.push(entryOf(field, budget, refuse));
    else if (field.number === 14) fields.location = Number(field.value);
    else if (field.number === 3) refuse("a tensor in segments", "one in a piece");
    else if ([4, 5, 7, 10].includes(field.number)) fields.typed.push(field);
  }
  return fields;
}

/** StringStringEntryProto. */
function entryOf(field: Field, budget: Budget, refuse: Refuse): [string, string] {
  const entry: [string, string] = ["", ""];
  for (const part of fieldsOf(messageOf(field, refuse), budget, refuse)) {
    if (part.number === 1 || part.number === 2) entry[part.number - 1] = nameOf(part, refuse);
  }
  return entry;
}

function elementCount(dimensions: readonly number[], refuse: Refuse): number {
  const size = dimensions.reduce((product, extent) => product * extent, 1);
  if (dimensions.every((extent) => extent >= 0) && Number.isSafeInteger(size)) return size;
  return refuse(`shape [${dimensions}]`, "whole numbers from 0, of a product that can be held");
}

/** Which typed field holds elements of a type: float_data, int32_data, int64_data or double_data. */
const typedField: Partial<Record<DType, number>> = {
  ...{ float32: 4, int32: 5, bool: 5, float16: 5, bfloat16: 5, int64: 7, float64: 10 },
};

/** The elements of a typed field as the bytes that raw_data would hold. */
function typedBytes(fields: readonly Field[], stored: DType, size: number, refuse: Refuse): Buffer {
  const own = fields.filter(({ number }) => number === typedField[stored]);
  if (stored === "float32" || stored === "float64") {
    return Buffer.concat(own.map((field) => messageOf(field, refuse)));
  }
  const held = own.reduce((sum, { bytes }) => sum + (bytes?.length ?? 1), 0);
  if (held < size) refuse(`${held} bytes of elements`, `${size} elements`);
  const item = itemSize[stored];
  const bytes = Buffer.alloc(size * item);
  let at = 0;
  const put = (value: bigint) => {
    if (at === bytes.length) refuse("more elements than its shape has", `${size}`);
    if (item === 8) bytes.writeBigInt64LE(value, at);
    else bytes.writeUIntLE(Number(BigInt.asUintN(8 * item, value)), at, item);
    at += item;
  };
  for (const { value, bytes: packed } of own) {
    if (packed === undefined) put(BigInt.asIntN(64, value));
    else for (const one of varintsOf(packed, refuse)) put(one);
  }
  return bytes.subarray(0, at);
}

/** Elements in an array of their own. */
function toData(type: ValueType, stored: DType, bytes: Uint8Array): ConstantData {
  if (type === "int64" || type === "int32") {
    const own = new Uint8Array(bytes).buffer;
    return type === "int64" ? new BigInt64Array(own) : new Int32Array(own);
  }
  const decoded = decode(stored, bytes);
  return stored === "float32" || stored === "float64" ? decoded.slice() : decoded;
}
