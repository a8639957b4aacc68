import type { ByteSource } from "../byteSource";
import { printable } from "../text";
import { TRAILING, trailing } from "../trailing";
import { arrayTensor } from "./numpy/array";
import { type Fail, shownKey } from "./pickle/values";
import { type DType, itemSize } from "./tensor/dtype";
import { FileStorage } from "./tensor/storage";
import type { Tensor } from "./tensor/tensor";

const MAX_HEADER = 100_000_000;

const types: ReadonlyMap<unknown, DType> = new Map<unknown, DType>([
  ["F64", "float64"],
  ["F32", "float32"],
  ["F16", "float16"],
  ["BF16", "bfloat16"],
  ["I64", "int64"],
  ["I32", "int32"],
  ["I16", "int16"],
  ["I8", "int8"],
  ["U64", "uint64"],
  ["U32", "uint32"],
  ["U16", "uint16"],
  ["U8", "uint8"],
  ["BOOL", "bool"],
]);

/**
 * Whether a file starts as a safetensors file does: the length of its header, then the header.
 *
 * @example
 * isSafetensors(new ByteSource("model.safetensors")); // true
 */
export function isSafetensors(source: ByteSource): boolean {
  if (source.size < 10) return false;
  const start = source.view(0, 9);
  return start.readBigUInt64LE() <= source.size - 8 && start[8] === 0x7b;
}

/**
 * Reads the tensors of a safetensors file (format 0.4) by name; they stay in the file. As the
 * format demands, they lie one after another and cover the file to its end.
 *
 * @throws InputError through `fail` if the header is not sound or the tensors do not fit it
 * @example
 * readSafetensors(source, fail).get("conv1.weight"); // a Tensor
 */
export function readSafetensors(source: ByteSource, fail: Fail): Map<unknown, unknown> {
  const length = Number(source.view(0, 8).readBigUInt64LE());
  if (length > MAX_HEADER || length > source.size - 8) {
    return fail(`a header of ${length} bytes`, `${Math.min(MAX_HEADER, source.size - 8)} at most`);
  }
  const header = parseHeader(source.view(8, length).toString("utf8"), fail);
  const spans: [number, number][] = [];
  const tensors = new Map<unknown, unknown>();
  for (const [name, described] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const refuse: Fail = (found, expected) => fail(`${found} for ${printable(name)}`, expected);
    const [tensor, span] = readTensor(source, 8 + length, described, refuse);
    tensors.set(name, tensor);
    spans.push(span);
  }
  spans.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const end = spans.reduce((at, [from, to]) => (from === at ? to : fail("gaps", "none")), 0);
  const held = source.size - 8 - length;
  if (end > held) fail(`${held} bytes of tensors`, `${end} (is the file cut short?)`);
  if (end < held) fail(trailing(held - end, "the last tensor"), TRAILING);
  return tensors;
}

function parseHeader(text: string, fail: Fail): object {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    return fail("a header that is not JSON", "a safetensors file");
  }
  if (typeof header !== "object" || header === null || Array.isArray(header)) {
    return fail("a header that is no object", "a safetensors file");
  }
  return header;
}

function readTensor(
  source: ByteSource,
  start: number,
  described: { dtype?: unknown; shape?: unknown; data_offsets?: unknown } | null,
  fail: Fail,
): [Tensor, [number, number]] {
  const dtype = types.get(described?.dtype);
  if (dtype === undefined) {
    return fail(`type ${shownKey(described?.dtype)}`, [...types.keys()].join(", "));
  }
  const { shape, data_offsets: span } = described as { shape: unknown; data_offsets: unknown };
  if (!isCounts(shape) || !isCounts(span) || span.length !== 2 || span[0] > span[1]) {
    return fail("no sound shape and data_offsets", "both");
  }
  const bytes = shape.reduce((product, extent) => product * extent, itemSize[dtype]);
  if (span[1] - span[0] !== bytes || start + span[1] > source.size) {
    return fail(
      `bytes ${span[0]} to ${span[1]}`,
      `${bytes} bytes inside the file (is it cut short?)`,
    );
  }
  const storage = new FileStorage(dtype, bytes, source, { start: start + span[0] });
  return [arrayTensor(storage, shape, false, fail), [span[0], span[1]]];
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
