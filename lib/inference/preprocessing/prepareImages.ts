import { bytesToLookAt, type FloatImages, type ImageSource, InputError } from "../../files";
import { byteResampler, floatResampler, type Resampler } from "./resampler";
import { cropStart, resizedSize } from "./sizes";
import type { PixelSize, Preprocessing, Resize } from "./types";

type Values = Uint8Array | Float32Array;

/**
 * Stored images as a network takes them but for mean and std: resized, cropped and their channels in
 * its order, as they are read. Bytes stay bytes where Pillow did it; else they are floats.
 *
 * @param path the images' file, for messages
 * @returns the same images where nothing is to be done
 * @throws InputError if Pillow is to resize what is no bytes, or BGR is asked of other than 3 channels
 * @example
 * prepareImages(dataset.images, { ...AS_STORED, resize }, dataset.path).height; // 32
 */
export function prepareImages(
  images: ImageSource,
  preprocessing: Preprocessing,
  path: string,
): ImageSource {
  const { resize, centerCrop, channels, input } = preprocessing;
  if (channels === "BGR" && images.channels !== 3) {
    throw new InputError(path, `${images.channels} channel(s)`, "3 for the channel order BGR");
  }
  const stored = images.floats ?? images.unrounded;
  const asTensor = (input ?? (stored === undefined ? "pil" : "tensor")) === "tensor";
  const resized = resize === null ? images : resizedSize(images, resize.size);
  const cropped = centerCrop ?? resized;
  const sameSize = cropped.height === images.height && cropped.width === images.width;
  const sameBytes = !asTensor || input === null || stored === undefined;
  if (sameSize && same(resized, images) && channels === "RGB" && sameBytes) return images;
  if (!asTensor && images.floats !== undefined) {
    throw new InputError(
      path,
      `${images.floats.scale} that bytes do not hold`,
      'bytes for input "pil", or input "tensor"',
    );
  }
  const steps = { resized, cropped, swap: channels === "BGR" };
  const { height, width } = cropped;
  const prepared = spelled(preprocessing, asTensor ? "tensor" : "pil");
  const shape = { count: images.count, channels: images.channels, height, width, prepared };
  if (!asTensor) {
    const make = () => byteResampler(images, resized, resize?.method ?? "nearest");
    return { ...shape, readBytes: reader(images, steps, make, Uint8Array, images.readBytes) };
  }
  const source = stored ?? bytesAsFloats(images);
  const make = () => floatResampler(images, resized, resize ?? UNCHANGED);
  const read = reader(images, steps, make, Float32Array, source.read);
  const floats: FloatImages = { ...source, read };
  return { ...shape, floats, readBytes: looked(floats, images.channels * height * width) };
}

const UNCHANGED: Pick<Resize, "method" | "antialias"> = { method: "nearest", antialias: false };

function same(one: PixelSize, other: PixelSize): boolean {
  return one.height === other.height && one.width === other.width;
}

interface Steps {
  readonly resized: PixelSize;
  readonly cropped: PixelSize;
  /** Whether the first and last channel change places. */
  readonly swap: boolean;
}

/** Reads stored images one by one and changes each plane. */
function reader<Kind extends Values>(
  images: ImageSource,
  { resized, cropped, swap }: Steps,
  makeResampler: () => Resampler<Kind>,
  Kind: new (length: number) => Kind,
  read: (start: number, count: number, out: Kind) => void,
): (start: number, count: number, out: Kind) => void {
  const { channels } = images;
  const plane = images.height * images.width;
  const resample = same(resized, images) ? null : makeResampler();
  const stored = new Kind(channels * plane);
  const between = new Kind(resized.height * resized.width);
  return (start, count, out) => {
    for (let i = 0; i < count; i++) {
      read(start + i, 1, stored);
      for (let channel = 0; channel < channels; channel++) {
        const from = (swap ? channels - 1 - channel : channel) * plane;
        const values = stored.subarray(from, from + plane) as Kind;
        if (resample) resample(values, between);
        else between.set(values);
        crop(
          between,
          resized,
          out,
          (i * channels + channel) * cropped.height * cropped.width,
          cropped,
        );
      }
    }
  };
}

function crop(from: Values, size: PixelSize, out: Values, at: number, to: PixelSize): void {
  const { top, left } = cropStart(size, to);
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const [row, column] = [y + top, x + left];
      const inside = row >= 0 && row < size.height && column >= 0 && column < size.width;
      out[at + y * to.width + x] = inside ? from[row * size.width + column] : 0;
    }
  }
}

/** As ToTensor makes them. */
function bytesAsFloats(images: ImageSource): FloatImages {
  const size = images.channels * images.height * images.width;
  let bytes = new Uint8Array();
  return {
    scale: "intensities",
    black: 0,
    white: 1,
    read(start, count, out) {
      if (bytes.length < count * size) bytes = new Uint8Array(count * size);
      images.readBytes(start, count, bytes);
      for (let i = 0; i < count * size; i++) out[i] = bytes[i] / 255;
    },
  };
}

function looked(floats: FloatImages, size: number): ImageSource["readBytes"] {
  const values = new Float32Array(size);
  return (start, count, out) => {
    for (let i = 0; i < count; i++) {
      floats.read(start + i, 1, values);
      bytesToLookAt(values, floats, out, i * size);
    }
  };
}

/** What stored logits are told apart by. */
function spelled({ resize, centerCrop, channels }: Preprocessing, input: "pil" | "tensor"): string {
  return JSON.stringify({ input, resize, centerCrop, channels });
}
