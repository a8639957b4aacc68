import { limits, printable } from "../../../files";
import type { Field, Refuse } from "./protobufReader";

/**
 * A name in a file.
 *
 * @throws InputError through `refuse` if it is no text or longer than names are
 */
export function nameOf({ bytes }: Field, refuse: Refuse): string {
  if (bytes === undefined) return refuse("a name that is no text", "a text");
  if (bytes.length > limits.nameLength) {
    const start = printable(bytes.toString("utf8", 0, 40));
    return refuse(`a name of ${bytes.length} bytes (${start})`, `${limits.nameLength} at most`);
  }
  return bytes.toString("utf8");
}

/**
 * What a field holds as a message of its own.
 *
 * @throws InputError through `refuse` if it is a number
 */
export function messageOf({ number, bytes }: Field, refuse: Refuse): Buffer {
  return bytes ?? refuse(`a number in field ${number}`, "a message, as onnx.proto has it");
}
