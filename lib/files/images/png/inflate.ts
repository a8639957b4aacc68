import { inflateSync } from "node:zlib";
import type { Fail } from "../../formats/pickle/values";
import type { Chunk } from "./chunks";

/** What zlib says with `info`, which its types leave out. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Inflates the IDAT chunks, which follow each other and hold one zlib stream together.
 *
 * @param size bytes that the picture takes, which is all that is ever inflated
 * @throws InputError through `fail` if there are fewer or more, the stream is damaged, or
 *   something follows it
 * @example
 * inflatePixels(chunks, 4 * (1 + 3 * 4), fail).length; // 52 for 4 x 4 pixels of 3 bytes
 */
export function inflatePixels(chunks: readonly Chunk[], size: number, fail: Fail): Buffer {
  const first = chunks.findIndex(({ type }) => type === "IDAT");
  if (first < 0) return fail("without a chunk IDAT", "pixels");
  const behind = chunks.slice(first);
  const count = behind.findIndex(({ type }) => type !== "IDAT");
  if (behind.slice(count).some(({ type }) => type === "IDAT")) {
    return fail(`with IDAT again behind ${behind[count].type}`, "all of IDAT in one place");
  }
  const packed = Buffer.concat(behind.slice(0, count).map(({ data }) => data));
  const { buffer, engine } = inflated(packed, size, fail);
  if (buffer.length !== size) return fail(`with ${buffer.length} bytes of pixels`, `${size}`);
  if (engine.bytesWritten !== packed.length) {
    const left = packed.length - engine.bytesWritten;
    return fail(`with ${left} bytes in IDAT behind the pixels`, "none");
  }
  return buffer;
}

function inflated(packed: Buffer, size: number, fail: Fail): Inflated {
  try {
    const options = { maxOutputLength: size, chunkSize: Math.max(64, size + 1), info: true };
    return inflateSync(packed, options) as unknown as Inflated;
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") return fail("with more pixels", `${size} bytes of them`);
    return fail(`with deflated pixels that fail with ${code}`, `${size} bytes of pixels`);
  }
}
