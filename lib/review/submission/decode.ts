import { InputError } from "../../files";
import type { Encoding } from "./submission";

/**
 * Bytes to text: UTF-8, with or without a byte order mark, or UTF-16 with one.
 *
 * @throws InputError if the bytes are neither, or hold a zero byte as only binary files do
 * @example
 * decode("a.csv", Buffer.from("ids,score\n")); // { text: "ids,score\n", encoding: "utf-8" }
 */
export function decode(file: string, bytes: Uint8Array): { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16" };
  }
  if (bytes.includes(0)) throw new InputError(file, "a binary file", "a CSV file in UTF-8");
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text, encoding: marked ? "utf-8 with a byte order mark" : "utf-8" };
  } catch {
    throw new InputError(file, "bytes that are not UTF-8", "a CSV file in UTF-8");
  }
}
