import { describe, type Fail, InertRecord } from "../formats/pickle/values";
import { MemoryStorage } from "../formats/tensor/storage";
import { Tensor } from "../formats/tensor/tensor";
import { printable } from "../text";
import { PillowStorage } from "./pillowStorage";

/** Bytes of a pixel, and how many of its bands are colours (the rest is transparency). */
const modes: Readonly<Record<string, readonly [number, number]>> = {
  L: [1, 1],
  LA: [2, 1],
  RGB: [3, 3],
  RGBA: [4, 3],
  RGBX: [4, 3],
  P: [1, 1],
};

/**
 * Whether a pickled object is an image of Pillow, from whichever file it once came.
 *
 * @example
 * isPillowImage(new InertRecord("PIL.PngImagePlugin.PngImageFile")); // true
 */
export function isPillowImage(value: unknown): value is InertRecord {
  if (!(value instanceof InertRecord)) return false;
  const names = value.className.split(".");
  const isClass = names.length > 1 && names.length < 4 && names.every((name) => /^\w+$/.test(name));
  return isClass && names[0] === "PIL" && names[names.length - 1].includes("Image");
}

/**
 * The pixels of a pickled Pillow image, whose state is [info, mode, size, palette, pixels]. As
 * `convert("RGB")` does: palette entries are looked up and transparency is dropped. Grey stays one
 * channel.
 *
 * @returns uint8, [H, W, 3] or [H, W]
 * @throws InputError through `fail` on modes other than 1, L, LA, P, RGB, RGBA and RGBX, or if the
 *   pixels do not fit the size
 * @example
 * pillowPixels(record, fail).shape; // [32, 32, 3]
 */
export function pillowPixels(image: InertRecord, fail: Fail): Tensor {
  const state = image.state;
  if (!Array.isArray(state) || state.length < 5) {
    return fail(`a Pillow image with a state of ${describe(state)}`, "mode, size and pixels");
  }
  const [, mode, size, palette, pixels] = state as unknown[];
  if (!isSize(size) || !(pixels instanceof Uint8Array) || typeof mode !== "string") {
    return fail("a Pillow image without mode, size and pixels", "all three");
  }
  const [width, height] = size;
  if (mode === "1") return bilevel(pixels, width, height, fail);
  if (!Object.hasOwn(modes, mode)) {
    return fail(`a Pillow image of mode ${printable(mode)}`, `1, ${Object.keys(modes).join(", ")}`);
  }
  const [bands, colours] = modes[mode];
  if (pixels.length !== width * height * bands) {
    return fail(`${pixels.length} bytes of pixels`, `${width * height * bands} of mode ${mode}`);
  }
  if (mode === "P") return indexed(pixels, coloursOf(palette, fail), width, height);
  const storage = new MemoryStorage("uint8", pixels);
  if (colours === 1) return new Tensor(storage, 0, [height, width], [width * bands, bands]);
  return new Tensor(storage, 0, [height, width, 3], [width * bands, bands, 1]);
}

function isSize(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((extent) => Number.isInteger(extent) && extent > 0 && extent < 65536)
  );
}

/** Mode 1 packs eight pixels into a byte, the first in the highest bit, each row apart. */
function bilevel(packed: Uint8Array, width: number, height: number, fail: Fail): Tensor {
  const rowBytes = Math.ceil(width / 8);
  if (packed.length !== rowBytes * height) {
    return fail(`${packed.length} bytes of pixels`, `${rowBytes * height} of mode 1`);
  }
  const unpacked = () =>
    Uint8Array.from({ length: width * height }, (_, i) => {
      const x = i % width;
      const byte = packed[Math.floor(i / width) * rowBytes + (x >> 3)];
      return (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    });
  const storage = new PillowStorage(packed, width * height, unpacked);
  return new Tensor(storage, 0, [height, width], [width, 1]);
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
}

/** Red, green and blue of each entry of a palette, one after another. */
function coloursOf(palette: unknown, fail: Fail): Uint8Array {
  const list = Array.isArray(palette) || palette instanceof Uint8Array ? palette : [];
  const sound = list.length > 0 && list.length <= 4 * 256;
  if (!sound || !list.every(isByte)) {
    return fail(`${describe(palette)} as a palette`, "a list of red, green and blue");
  }
  return Uint8Array.from(list);
}

/** An index beyond the palette is black, as in Pillow. */
function indexed(indices: Uint8Array, colours: Uint8Array, width: number, height: number): Tensor {
  const lookedUp = () =>
    Uint8Array.from({ length: indices.length * 3 }, (_, i) => {
      return colours[indices[Math.floor(i / 3)] * 3 + (i % 3)] ?? 0;
    });
  const storage = new PillowStorage(indices, indices.length * 3, lookedUp);
  return new Tensor(storage, 0, [height, width, 3], [width * 3, 3, 1]);
}
