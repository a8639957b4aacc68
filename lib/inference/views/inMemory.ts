import type { ImageSource } from "../../files";

/** 20,000 images of 3x32x32 are 61 MB; above this they are read from their file each time. */
const LARGEST = 512 * 2 ** 20;

/**
 * The same images with their values (bytes, or floats where there are) held in memory, so that many views read the file once. A
 * dataset of more than 512 MiB is given back as it is.
 *
 * @example
 * const images = inMemory(dataset.images);
 */
export function inMemory(images: ImageSource): ImageSource {
  const size = images.channels * images.height * images.width;
  const { floats } = images;
  const values = images.count * size;
  if ((floats ? 4 : 1) * values > LARGEST) return images;
  const slice = <Values extends Uint8Array | Float32Array>(
    from: Values,
    start: number,
    count: number,
  ) => {
    if (start < 0 || start + count > images.count) {
      throw new RangeError(`images: found ${start} to ${start + count} of ${images.count}`);
    }
    return from.subarray(start * size, (start + count) * size) as Values;
  };
  if (floats) {
    const held = new Float32Array(values);
    floats.read(0, images.count, held);
    const read = (start: number, count: number, out: Float32Array) =>
      out.set(slice(held, start, count));
    return { ...images, floats: { ...floats, read } };
  }
  const bytes = new Uint8Array(values);
  images.readBytes(0, images.count, bytes);
  return {
    ...images,
    readBytes: (start, count, out) => out.set(slice(bytes, start, count)),
  };
}
