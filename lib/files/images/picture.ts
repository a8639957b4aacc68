import { readFileSync } from "node:fs";
import type { Fail } from "../formats/pickle/values";
import { Storage } from "../formats/tensor/storage";
import { Tensor } from "../formats/tensor/tensor";
import { printable } from "../inputError";
import { limits } from "../limits";
import { pictureSize } from "./pictureSize";

/** The pixels of a picture file, decoded each time that they are asked for. */
class PictureStorage extends Storage {
  constructor(
    private readonly path: string,
    private readonly width: number,
    private readonly height: number,
    private readonly fail: Fail,
  ) {
    super("uint8", width * height * 4);
  }

  get origin(): object {
    return this;
  }

  protected viewBytes(start: number, length: number): Uint8Array {
    const pixels = decode(this.path, this.fail);
    if (pixels.width !== this.width || pixels.height !== this.height) {
      this.fail(`${this.path} changed while it was read`, "the same picture");
    }
    return pixels.data.subarray(start, start + length);
  }

  protected copyBytes(start: number, out: Uint8Array): void {
    out.set(this.viewBytes(start, out.length));
  }

  protected retyped(): Storage {
    return this;
  }
}

/**
 * A PNG or JPEG file as an image whose pixels stay in the file. Only its header is read here. Transparency is dropped.
 *
 * @returns uint8, [3, H, W]
 * @throws InputError through `fail` if the file cannot be read or decoded
 * @example
 * pictureTensor("train/0.png", fail).shape; // [3, 32, 32]
 */
export function pictureTensor(path: string, fail: Fail): Tensor {
  const { width, height } = sizeOf(path, bytesOf(path, fail), fail);
  const storage = new PictureStorage(path, width, height, fail);
  return new Tensor(storage, 0, [3, height, width], [1, 4 * width, 4]);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly data: Uint8Array;
}

function bytesOf(path: string, fail: Fail): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(`${printable(path)}: ${(error as NodeJS.ErrnoException).code}`, "PNG or JPEG");
  }
}

/** Checked before anything is decoded: a small file can claim any size, and be of any kind. */
function sizeOf(path: string, bytes: Buffer, fail: Fail): { width: number; height: number } {
  const size = pictureSize(bytes);
  if (size === undefined) return fail(`${printable(path)}, no sound picture`, "PNG or JPEG");
  const { width, height } = size;
  if (!(width > 0 && height > 0 && width * height <= limits.pixels)) {
    const found = `${printable(path)} of ${width} x ${height} pixels`;
    return fail(found, `a picture of at most ${limits.pixels}`);
  }
  return size;
}

function decode(path: string, fail: Fail): Pixels {
  // Loaded only where pictures are read: it is a native module.
  const { createCanvas, Image } = require("@napi-rs/canvas") as typeof import("@napi-rs/canvas");
  const bytes = bytesOf(path, fail);
  const { width, height } = sizeOf(path, bytes, fail);
  const image = new Image();
  try {
    image.src = bytes;
  } catch {
    return fail(`${printable(path)}, which cannot be decoded`, "a sound PNG or JPEG");
  }
  if (image.width !== width || image.height !== height) {
    return fail(`${printable(path)}, which cannot be decoded`, `${width} x ${height} pixels`);
  }
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}
