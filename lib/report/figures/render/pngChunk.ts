import { crc32 } from "node:zlib";

/**
 * A PNG chunk: length, type, body, CRC.
 *
 * @param type four letters
 * @example
 * pngChunk("IEND", Buffer.alloc(0));
 */
export function pngChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(type, 4, "latin1");
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}
