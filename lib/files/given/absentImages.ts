import type { ImageSource } from "../images/imageSource";

/**
 * The images of rows of which only outputs are known: none to read.
 *
 * @example
 * hasImages(absentImages(2000)); // false
 */
export function absentImages(count: number): ImageSource {
  return {
    count,
    channels: 0,
    height: 0,
    width: 0,
    readBytes() {
      throw new RangeError("images asked for, and only outputs are given");
    },
  };
}

/**
 * Whether there are images to look at.
 *
 * @example
 * if (hasImages(dataset.images)) dataset.images.readBytes(0, 1, out);
 */
export function hasImages({ channels }: Pick<ImageSource, "channels">): boolean {
  return channels > 0;
}
