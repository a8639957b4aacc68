import type { Fail } from "../formats/pickle/values";
import type { Tensor } from "../formats/tensor/tensor";

function isChannels(extent: number): boolean {
  return extent === 1 || extent === 3;
}

/**
 * An image with its channels first: [H, W] gets one channel, [H, W, C] is turned, [C, H, W] stays
 * (also where both readings are possible).
 *
 * @throws InputError through `fail` if the shape is no image's of 1 or 3 channels
 * @example
 * channelsFirst(tensorOfShape([32, 32, 3]), fail).shape; // [3, 32, 32]
 */
export function channelsFirst(image: Tensor, fail: Fail): Tensor {
  const { shape } = image;
  if (image.size > 0) {
    if (shape.length === 2) return image.unsqueeze();
    if (shape.length === 3 && isChannels(shape[0])) return image;
    if (shape.length === 3 && isChannels(shape[2])) return image.permute([2, 0, 1]);
  }
  return fail(
    `an image of shape [${shape.join(", ")}]`,
    "[C, H, W] or [H, W, C] of 1 or 3 channels, or [H, W]",
  );
}
