import type { ByteSource } from "../../byteSource";
import { isSafetensors } from "../safetensors";

/** The field of ModelProto that every writer begins with, and the last version that is taken for one. */
const IR_VERSION = 0x08;
const LAST_VERSION = 63;
/** What may come next: the fields of ModelProto with their wire types, as one byte. */
const NEXT = new Set([0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72]);

/**
 * Whether a file begins as an ONNX model does, which has no magic number: its format's version, then
 * another of its fields.
 *
 * @example
 * isOnnx(new ByteSource("model.onnx")); // true
 */
export function isOnnx(source: ByteSource): boolean {
  if (source.size < 4 || isSafetensors(source)) return false;
  const [field, version, next] = source.view(0, 3);
  return field === IR_VERSION && version > 0 && version <= LAST_VERSION && NEXT.has(next);
}
