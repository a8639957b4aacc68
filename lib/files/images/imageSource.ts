import type { Fail } from "../formats/pickle/values";
import type { DType } from "../formats/tensor/dtype";
import { Reach, StoragesInMemory } from "../formats/tensor/reach";
import { Tensor } from "../formats/tensor/tensor";
import { byteRoundTrip } from "./byteRoundTrip";
import { bytesToLookAt, type FloatImages } from "./floatImages";
import type { ImageList } from "./imageList";
import { channelsFirst } from "./layout";
import { type SettledValues, type StoredValues, settleValues } from "./storedValues";
import { type ValueRange, valueRange } from "./valueRange";

/** Images of one size, read when they are asked for. */
export interface ImageSource {
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /**
   * Writes images `start` to `start + count - 1` into `out`, each as C x H x W bytes: what the
   * published byte round trip (torchvision's ToPILImage) makes of them. Where there are `floats`,
   * these are bytes to look at, and `floats` is what a network takes.
   *
   * @throws RangeError if there are no such images or `out` is too small
   */
  readBytes(start: number, count: number, out: Uint8Array): void;
  /** The values, where bytes would change what was meant; absent where bytes are all there is. */
  readonly floats?: FloatImages;
  /** The values before the byte round trip, where it changes them; absent where it does not. */
  readonly unrounded?: FloatImages;
  /** How stored images were prepared, in one spelling; absent where they were not. */
  readonly prepared?: string;
}

/** Images and what there is to say about how they were understood. */
export interface UnderstoodImages {
  readonly images: ImageSource;
  readonly notes: readonly string[];
}

/**
 * Understands tensors as images: checks that all have one shape and finite values, and settles
 * what the values mean (see `settleValues`).
 *
 * @param tensors each [C, H, W], [H, W, C] or [H, W], of 1 or 3 channels
 * @param declared what the values mean, where somebody says so
 * @throws InputError through `fail` if shapes differ, values are not finite or mean nothing known, or
 *   there are no images
 * @example
 * understandImages(tensors, fail).images.count; // 20000
 */
export function understandImages(
  tensors: ImageList,
  fail: Fail,
  declared: StoredValues | null = null,
): UnderstoodImages {
  if (tensors.length === 0) return fail("no images", "at least one");
  const images = withinReach(tensors, fail);
  const [channels, height, width] = images.at(0).shape;
  const { dtype } = images.at(0).storage;
  const range = valueRange(images, fail);
  const settled = settleValues(range, dtype, declared, fail);
  const shape = { count: images.length, channels, height, width };
  const floats = floatsOf(images, shape, settled, range);
  const readBytes = bytesOf(images, shape, settled, dtype, floats);
  const more = !settled.asBytes ? { floats } : settled.values === "0-1" && { unrounded: floats };
  return { images: { ...shape, readBytes, ...more }, notes: settled.notes };
}

type Shape = Pick<ImageSource, "count" | "channels" | "height" | "width">;

function bytesOf(
  images: ImageList,
  shape: Shape,
  { asBytes, values }: SettledValues,
  dtype: DType,
  floats: FloatImages,
): ImageSource["readBytes"] {
  const size = sizeOf(shape);
  return (start, count, out) => {
    checkRun(shape, start, count, out.length);
    const floating = new Float32Array(asBytes ? 0 : size);
    for (let i = 0; i < count; i++) {
      if (!asBytes) {
        floats.read(start + i, 1, floating);
        bytesToLookAt(floating, floats, out, i * size);
      } else if (values === "0-255") out.set(images.at(start + i).values(), i * size);
      else byteRoundTrip(images.at(start + i).values(), dtype, out, i * size);
    }
  };
}

function floatsOf(
  images: ImageList,
  shape: Shape,
  { values: meaning }: SettledValues,
  { min, max }: ValueRange,
): FloatImages {
  const size = sizeOf(shape);
  const normalised = meaning === "normalised";
  const divisor = meaning === "0-255" ? 255 : 1;
  return {
    scale: normalised ? "normalised" : "intensities",
    black: normalised ? min : 0,
    white: normalised ? Math.max(max, min + 1e-6) : 1,
    read(start, count, out) {
      checkRun(shape, start, count, out.length);
      for (let i = 0; i < count; i++) {
        const values = images.at(start + i).values();
        for (let j = 0; j < size; j++) out[i * size + j] = values[j] / divisor;
      }
    },
  };
}

function sizeOf({ channels, height, width }: Shape): number {
  return channels * height * width;
}

/** Looks whether there are such images, and room for them. */
function checkRun(shape: Shape, start: number, count: number, room: number): void {
  const size = sizeOf(shape);
  if (start >= 0 && start + count <= shape.count && room >= count * size) return;
  throw new RangeError(
    `images ${start} to ${start + count} asked for in ${room} values; there are ${shape.count} of ${size} values`,
  );
}

/** The images with channels first, all of one shape and type, none of them costly to read. */
function withinReach(tensors: ImageList, fail: Fail): ImageList {
  const turned = { length: tensors.length, at: (i: number) => channelsFirst(tensors.at(i), fail) };
  const first = turned.at(0);
  const reach = new Reach();
  for (let i = 0; i < turned.length; i++) {
    const image = turned.at(i);
    if (image.shape.some((extent, d) => extent !== first.shape[d])) {
      fail(`image ${i} of shape [${image.shape}]`, `[${first.shape}], that of image 0`);
    }
    if (image.storage.dtype !== first.storage.dtype) {
      fail(`image ${i} of type ${image.storage.dtype}`, `${first.storage.dtype}, that of image 0`);
    }
    reach.add(image);
  }
  reach.check(fail);
  if (!reach.scattered) return turned;
  const memory = new StoragesInMemory(fail);
  const at = (i: number) => {
    const { storage, offset, shape, stride } = turned.at(i);
    return new Tensor(memory.of(storage), offset, shape, stride);
  };
  return { length: turned.length, at };
}
