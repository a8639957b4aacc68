import { describe, type Fail, Global } from "../pickle/values";
import { type DType, itemSize } from "../tensor/dtype";
import { MemoryStorage, type Storage, ZipStorage } from "../tensor/storage";

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
]);

/** What a pickle says of a storage that it refers to. */
export interface StorageReference {
  readonly key: string;
  readonly dtype: DType;
  /** Number of elements. */
  readonly length: number;
  /** Number of bytes. */
  readonly bytes: number;
}

/**
 * Reads torch's persistent id of a storage: ("storage", type, key, device, number of elements).
 *
 * @throws InputError through `fail` if it is anything else
 * @example
 * storageReference(["storage", new Global("torch", "FloatStorage"), "0", "cpu", 9408], fail).bytes; // 37632
 */
export function storageReference(id: unknown, fail: Fail): StorageReference {
  if (!Array.isArray(id) || id[0] !== "storage") {
    return fail(`${describe(id)} as a persistent id`, "a storage's");
  }
  const [, type, key, , length] = id;
  if (!(type instanceof Global)) return fail(`${describe(type)} as a storage's type`, "one");
  const dtype = storageTypes.get(type.path);
  if (dtype === undefined) {
    return fail(`storage type ${type.path}`, `one of ${[...storageTypes.keys()].join(", ")}`);
  }
  if (typeof key !== "string" || !Number.isSafeInteger(length) || length < 0) {
    return fail("a storage without key and length", "both");
  }
  return { key, dtype, length, bytes: length * itemSize[dtype] };
}

/**
 * Whether a value of a pickle is a storage.
 *
 * @example
 * isStorage([]); // false
 */
export function isStorage(value: unknown): value is Storage {
  return value instanceof ZipStorage || value instanceof MemoryStorage;
}
