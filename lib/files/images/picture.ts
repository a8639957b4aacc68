import { readFileSync } from "node:fs";
import type { Fail } from "../pickle/values";
import { Storage } from "../tensor/storage";
import { Tensor } from "../tensor/tensor";

const MAX_PIXELS = 1 << 26;

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
 * A PNG or JPEG file as an image whose pixels stay in the file. Transparency is dropped.
 *
 * @returns uint8, [3, H, W]
 * @throws InputError through `fail` if the file cannot be read or decoded
 * @example
 * pictureTensor("train/0.png", fail).shape; // [3, 32, 32]
 */
export function pictureTensor(path: string, fail: Fail): Tensor {
  const { width, height } = decode(path, fail);
  const storage = new PictureStorage(path, width, height, fail);
  return new Tensor(storage, 0, [3, height, width], [1, 4 * width, 4]);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly data: Uint8Array;
}

function decode(path: string, fail: Fail): Pixels {
  // Loaded only where pictures are read: it is a native module.
  const { createCanvas, Image } = require("@napi-rs/canvas") as typeof import("@napi-rs/canvas");
  const image = new Image();
  try {
    image.src = readFileSync(path);
  } catch (error) {
    return fail(`${path}: ${(error as NodeJS.ErrnoException).code ?? "no picture"}`, "PNG or JPEG");
  }
  const { width, height } = image;
  if (!(width > 0 && height > 0 && width * height <= MAX_PIXELS)) {
    return fail(`${path} of ${width} x ${height} pixels`, `a picture of at most ${MAX_PIXELS}`);
  }
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}
