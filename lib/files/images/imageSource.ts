import type { Fail } from "../formats/pickle/values";
import { isFloating } from "../formats/tensor/dtype";
import { Reach, StoragesInMemory } from "../formats/tensor/reach";
import { Tensor } from "../formats/tensor/tensor";
import { byteRoundTrip, clip } from "./byteRoundTrip";
import type { ImageList } from "./imageList";
import { channelsFirst } from "./layout";
import { type ValueRange, valueRange } from "./valueRange";

/** Images of one size, read when they are asked for. */
export interface ImageSource {
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /**
   * Writes images `start` to `start + count - 1` into `out`, each as C x H x W bytes: what the
   * published byte round trip (torchvision's ToPILImage) makes of them.
   *
   * @throws RangeError if there are no such images or `out` is too small
   */
  readBytes(start: number, count: number, out: Uint8Array): void;
}

/** Images and what there is to say about how they were understood. */
export interface UnderstoodImages {
  readonly images: ImageSource;
  readonly notes: readonly string[];
}

/**
 * Understands tensors as images: checks that all have one shape and finite values, and settles
 * whether the values are bytes or intensities from 0 to 1.
 *
 * @param tensors each [C, H, W], [H, W, C] or [H, W], of 1 or 3 channels
 * @throws InputError through `fail` if shapes differ, values are not finite or there are no images
 * @example
 * understandImages(tensors, fail).images.count; // 20000
 */
export function understandImages(tensors: ImageList, fail: Fail): UnderstoodImages {
  if (tensors.length === 0) return fail("no images", "at least one");
  const images = withinReach(tensors, fail);
  const [channels, height, width] = images.at(0).shape;
  const { dtype } = images.at(0).storage;
  const range = valueRange(images, fail);
  const asBytes = dtype === "uint8" || (range.whole && range.max > 1);
  const notes = rangeNotes(range, asBytes, isFloating(dtype));
  const size = channels * height * width;

  const readBytes = (start: number, count: number, out: Uint8Array) => {
    if (start < 0 || start + count > images.length || out.length < count * size) {
      throw new RangeError(
        `images ${start} to ${start + count} asked for in ${out.length} bytes; there are ${images.length} of ${size} bytes`,
      );
    }
    for (let i = 0; i < count; i++) {
      const values = images.at(start + i).values();
      if (dtype === "uint8") out.set(values, i * size);
      else if (asBytes) for (let j = 0; j < size; j++) out[i * size + j] = clip(values[j]);
      else byteRoundTrip(values, dtype, out, i * size);
    }
  };
  return { images: { count: images.length, channels, height, width, readBytes }, notes };
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

function rangeNotes(range: ValueRange, asBytes: boolean, floating: boolean): string[] {
  const shown = `image values from ${range.min} to ${range.max}`;
  if (asBytes && !floating && range.min >= 0 && range.max <= 255) return [];
  if (asBytes) return [`${shown}, all whole: read as bytes, clipped to 0 to 255`];
  if (range.min < 0 && range.max > 1) {
    return [`${shown} (already normalised?): clipped to 0 to 1`];
  }
  if (range.min < 0 || range.max > 1) return [`${shown}: clipped to 0 to 1`];
  return [];
}
