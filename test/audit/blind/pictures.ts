import type { ImageSource } from "../../../lib/files";
import { MT19937 } from "../../../lib/numeric/random";

/**
 * Random 8 x 8 images of three channels, each a noisy grey of its own brightness.
 *
 * @param brighter what is added to image i, in byte values
 * @example
 * pictures(500, 1, () => 0);
 */
export function pictures(
  count: number,
  seed: number,
  brighter: (image: number) => number,
): ImageSource {
  const size = 3 * 8 * 8;
  const rng = new MT19937(seed);
  const bytes = new Uint8Array(count * size);
  for (let image = 0; image < count; image++) {
    const grey = 90 + 60 * rng.double() + brighter(image);
    for (let i = 0; i < size; i++) bytes[image * size + i] = grey + 20 * rng.double();
  }
  const readBytes = (start: number, n: number, out: Uint8Array) =>
    out.set(bytes.subarray(start * size, (start + n) * size));
  return { count, channels: 3, height: 8, width: 8, readBytes };
}
