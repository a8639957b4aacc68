/** Size of an image whose bytes lie as [channels, height, width]. */
export interface ImageShape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** How an image is changed: moved by whole pixels, black coming in, after it was mirrored or not. */
export interface Change {
  readonly dx: number;
  readonly dy: number;
  readonly flip: boolean;
}

/** What is done to images while training; a crop moves an image by some pixels. */
export const AUGMENTATIONS = ["none", "flip", "crop", "both"] as const;

export type Augmentation = (typeof AUGMENTATIONS)[number];

/** The image as it is. */
export const UNCHANGED: Change = { dx: 0, dy: 0, flip: false };

/**
 * Draws what torchvision's RandomCrop (of the image's own size, padded with zeros) and
 * RandomHorizontalFlip draw: every place of the crop as likely as another, a mirror half the time. What
 * is not asked for is drawn all the same.
 *
 * @param draw a uniform integer in 0 .. 2^32 - 1
 * @example
 * drawChange("both", 2, () => generator.uint32()); // { dx: -1, dy: 2, flip: true }
 */
export function drawChange(
  augmentation: Augmentation,
  padding: number,
  draw: () => number,
): Change {
  const places = 2 * padding + 1;
  const shift = () => Math.floor((draw() / 2 ** 32) * places) - padding;
  const drawn = { dx: shift(), dy: shift(), flip: draw() >= 2 ** 31 };
  switch (augmentation) {
    case "none":
      return UNCHANGED;
    case "flip":
      return { ...UNCHANGED, flip: drawn.flip };
    case "crop":
      return { ...drawn, flip: false };
    default:
      return drawn;
  }
}

/**
 * Writes a changed image as the network takes it while training.
 *
 * @param bytes [channels, height, width]
 * @param table what each byte becomes in each channel, [channels, 256] (see `normalisedBytes`)
 * @param out [height x width, channels]; every element is written
 * @example
 * writeRows(bytes, shape, UNCHANGED, table, batch.subarray(i * size, (i + 1) * size));
 */
export function writeRows(
  bytes: Uint8Array,
  { channels, height, width }: ImageShape,
  { dx, dy, flip }: Change,
  table: Float32Array,
  out: Float32Array,
): void {
  for (let channel = 0; channel < channels; channel++) {
    const black = table[channel * 256];
    for (let y = 0; y < height; y++) {
      const fromY = y - dy;
      const start = (channel * height + fromY) * width;
      for (let x = 0; x < width; x++) {
        const moved = x - dx;
        const inside = fromY >= 0 && fromY < height && moved >= 0 && moved < width;
        const fromX = flip ? width - 1 - moved : moved;
        const place = (y * width + x) * channels + channel;
        out[place] = inside ? table[channel * 256 + bytes[start + fromX]] : black;
      }
    }
  }
}
