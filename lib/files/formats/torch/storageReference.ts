import { printable } from "../../text";
import { describe, type Fail, Global } from "../pickle/values";
import { type DType, itemSize } from "../tensor/dtype";

const storageTypes: ReadonlyMap<string, DType> = new Map<string, DType>([
  ["torch.FloatStorage", "float32"],
  ["torch.DoubleStorage", "float64"],
  ["torch.HalfStorage", "float16"],
  ["torch.BFloat16Storage", "bfloat16"],
  ["torch.ByteStorage", "uint8"],
  ["torch.CharStorage", "int8"],
  ["torch.ShortStorage", "int16"],
  ["torch.IntStorage", "int32"],
  ["torch.LongStorage", "int64"],
  ["torch.BoolStorage", "bool"],
  ["torch.storage.UntypedStorage", "uint8"],
]);

const QUANTISED_TYPE = /^torch\.(QU?Int\d{1,2}(x\d)?)Storage$/;

/** What is expected in place of quantised weights. */
export const QUANTISED =
  "float weights: save the model as it was before quantisation, or dequantize() its tensors";

/** What a pickle says of a storage that it refers to. */
export interface StorageReference {
  readonly key: string;
  readonly dtype: DType;
  readonly byteLength: number;
}

/**
 * Reads torch's persistent id of a storage: ("storage", type, key, device, number of elements) and
 * in the old format a sixth part, which must be None.
 *
 * @throws InputError through `fail` if it is anything else
 * @example
 * storageReference(["storage", new Global("torch", "FloatStorage"), "0", "cpu", 9408], fail);
 * // { key: "0", dtype: "float32", byteLength: 37632 }
 */
export function storageReference(id: unknown, fail: Fail): StorageReference {
  if (!Array.isArray(id) || id[0] !== "storage") {
    return fail(`${describe(id)} as a persistent id`, "a storage's");
  }
  const [, type, key, , length, view] = id;
  if (!(type instanceof Global)) return fail(`${describe(type)} as a storage's type`, "one");
  const dtype = storageTypes.get(type.path);
  if (dtype === undefined) {
    if (QUANTISED_TYPE.test(type.path)) return fail(`quantised weights (${type.path})`, QUANTISED);
    const known = [...storageTypes.keys()].join(", ");
    return fail(`storage type ${printable(type.path)}`, `one of ${known}`);
  }
  if (typeof key !== "string" || !Number.isSafeInteger(length) || length < 0) {
    return fail("a storage without key and length", "both");
  }
  if (view !== undefined && view !== null) return fail("a view of a storage", "a whole one");
  return { key, dtype, byteLength: length * itemSize[dtype] };
}
