import type { ImageSource } from "../../files";

/** 20,000 images of 3x32x32 are 61 MB; above this they are read from their file each time. */
const LARGEST = 512 * 2 ** 20;

/**
 * The same images with their bytes held in memory, so that many views read the file once. A
 * dataset of more than 512 MiB is given back as it is.
 *
 * @example
 * const images = inMemory(dataset.images);
 */
export function inMemory(images: ImageSource): ImageSource {
  const size = images.channels * images.height * images.width;
  if (images.count * size > LARGEST) return images;
  const bytes = new Uint8Array(images.count * size);
  images.readBytes(0, images.count, bytes);
  return {
    ...images,
    readBytes(start, count, out) {
      if (start < 0 || start + count > images.count) {
        throw new RangeError(`images: found ${start} to ${start + count} of ${images.count}`);
      }
      out.set(bytes.subarray(start * size, (start + count) * size));
    },
  };
}
