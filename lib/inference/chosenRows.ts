import type { FloatImages, ImageSource } from "../files";

/**
 * Some of the images, in the order asked for, read when they are asked for.
 *
 * @param rows row numbers of `images`
 * @example
 * chosenRows(dataset.images, Int32Array.of(7, 3)).count; // 2
 */
export function chosenRows(images: ImageSource, rows: Int32Array): ImageSource {
  const size = images.channels * images.height * images.width;
  const chosen = (floats: FloatImages | undefined): FloatImages | undefined =>
    floats && {
      ...floats,
      read(start, count, out) {
        for (let i = 0; i < count; i++) floats.read(rows[start + i], 1, out.subarray(i * size));
      },
    };
  return {
    ...images,
    count: rows.length,
    readBytes(start, count, out) {
      for (let i = 0; i < count; i++) images.readBytes(rows[start + i], 1, out.subarray(i * size));
    },
    floats: chosen(images.floats),
    unrounded: chosen(images.unrounded),
  };
}
