import { inflateSync } from "node:zlib";

/** Of all streams of a PDF together. Text of 200 pages takes a few of them. */
const mostInflated = 256 * 2 ** 20;
const mostStreams = 20_000;

/**
 * Refuses a PDF whose deflated streams would not fit into memory, before anything else reads it.
 *
 * @param refuse throws, with what was found and what was expected
 * @example
 * checkInflation(bytes, (found, expected) => { throw new InputError("a.pdf", found, expected); });
 */
export function checkInflation(
  bytes: Uint8Array,
  refuse: (found: string, expected: string) => never,
): void {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let inflated = 0;
  let streams = 0;
  for (let at = data.indexOf("stream"); at >= 0; at = data.indexOf("stream", at + 6)) {
    const start = at + 6 + (data[at + 6] === 0x0d ? 1 : 0) + 1;
    if (!isZlib(data, start)) continue;
    if (++streams > mostStreams) refuse(`over ${mostStreams} streams`, "fewer");
    inflated += sizeOf(data.subarray(start), mostInflated - inflated);
    if (inflated >= mostInflated) {
      refuse(`streams that inflate to over ${mostInflated / 2 ** 20} MiB`, "text of a report");
    }
  }
}

/** Deflate, and a check sum of two bytes that holds. */
function isZlib(data: Buffer, at: number): boolean {
  return at + 2 <= data.length && (data[at] & 15) === 8 && data.readUInt16BE(at) % 31 === 0;
}

/** Up to a limit; whatever is not sound counts as far as it was. */
function sizeOf(data: Uint8Array, most: number): number {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? most : 0;
  }
}
