import type { Fail } from "../../formats/pickle/values";
import type { Chunk } from "./chunks";
import type { PngHeader } from "./header";

const KNOWN = ["IHDR", "PLTE", "IDAT", "IEND"];

/**
 * Refuses chunks without which the picture cannot be understood and of which PNG knows nothing, a
 * second header, palette or opacity, and a transparent colour cut short.
 *
 * @throws InputError through `fail`
 * @example
 * checkChunks(pngChunks(bytes, fail), header, fail);
 */
export function checkChunks(chunks: readonly Chunk[], header: PngHeader, fail: Fail): void {
  const seen = new Set<string>();
  for (const { type, data } of chunks) {
    const critical = type[0] < "a";
    if (critical && !KNOWN.includes(type)) {
      fail(`with the unknown chunk ${type}`, "a picture that can be read without it");
    }
    if (seen.has(type) && (type === "tRNS" || (critical && type !== "IDAT"))) {
      fail(`with ${type} twice`, "one");
    }
    seen.add(type);
    const { channels, indexed } = header;
    if (type === "tRNS" && !indexed && channels % 2 === 1 && data.length < 2 * channels) {
      fail(`with ${data.length} bytes in chunk tRNS`, `${2 * channels}`);
    }
  }
}

/**
 * The colours of a picture whose pixels are numbers of colours.
 *
 * @returns red, green and blue of each
 * @throws InputError through `fail` if they are missing in front of the pixels, or damaged
 * @example
 * paletteOf(chunks, fail).length; // 768 for 256 colours
 */
export function paletteOf(chunks: readonly Chunk[], fail: Fail): Uint8Array {
  const at = chunks.findIndex(({ type }) => type === "PLTE");
  if (at < 0 || at > chunks.findIndex(({ type }) => type === "IDAT")) {
    return fail("with numbers of colours but no chunk PLTE", "PLTE in front of IDAT");
  }
  const { data } = chunks[at];
  if (data.length === 0 || data.length % 3 !== 0 || data.length > 3 * 256) {
    return fail(`with ${data.length} bytes in chunk PLTE`, "3 for each of 1 to 256 colours");
  }
  return data;
}
