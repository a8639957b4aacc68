import type { Fail } from "../../formats/pickle/values";
import { checkPictureSize } from "../pictureSize";
import type { Pixels } from "../pixels";
import { checkChunks, paletteOf } from "./checkChunks";
import { pngChunks } from "./chunks";
import { readPngHeader } from "./header";
import { inflatePixels } from "./inflate";
import { passesOf } from "./passes";
import { pixelReader } from "./pixelReader";
import { unfilter } from "./unfilter";

/**
 * Decodes a PNG file to the bytes of Pillow's `Image.open(file).convert("RGB")`: opacity, gamma,
 * profiles and orientation change nothing. Unlike Pillow it also refuses wrong checksums of the
 * pixels, pixels too many, colours that the palette has not, unknown chunks on which the picture
 * may depend, and files that end before IEND.
 *
 * @throws InputError through `fail` if anything in the file is not as PNG has it
 * @example
 * decodePng(readFileSync("0.png"), fail).rgb; // 3 * 32 * 32 bytes
 */
export function decodePng(bytes: Buffer, fail: Fail): Pixels {
  const chunks = pngChunks(bytes, fail);
  const header = readPngHeader(chunks[0], fail);
  const { width, height, depth, channels } = header;
  checkPictureSize(header, fail);
  checkChunks(chunks, header, fail);
  const palette = header.indexed ? paletteOf(chunks, fail) : null;
  const passes = passesOf(header);
  const size = passes.reduce((sum, { rowBytes, height }) => sum + (rowBytes + 1) * height, 0);
  const data = inflatePixels(chunks, size, fail);
  const rgb = new Uint8Array(3 * width * height);
  const readPixel = pixelReader(header, palette, data, rgb, fail);
  const step = Math.max(1, (depth * channels) >> 3);
  let start = 0;
  for (const pass of passes) {
    unfilter(data, start, pass, step, fail);
    for (let y = 0; y < pass.height; y++) {
      const row = start + y * (pass.rowBytes + 1) + 1;
      const out = 3 * ((pass.top + y * pass.down) * width + pass.left);
      for (let x = 0; x < pass.width; x++) readPixel(row, x, out + 3 * x * pass.across);
    }
    start += (pass.rowBytes + 1) * pass.height;
  }
  return { width, height, rgb };
}
