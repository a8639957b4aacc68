import { withoutNumpy } from "../formats/numpy/numpyGlobals";
import { describe, type Fail } from "../formats/pickle/values";
import { Tensor } from "../formats/tensor/tensor";
import { limits } from "../limits";
import type { ImageList } from "./imageList";
import { isPillowImage, pillowPixels } from "./pillow";

/**
 * The images of a dataset as one tensor each: from a list or tuple of tensors, numpy arrays or
 * Pillow images, or from one tensor or array whose first dimension counts images.
 *
 * @throws InputError through `fail` if the value is none of these
 * @example
 * imageTensors(batch, fail).at(0).shape; // [3, 32, 32] for a batch of shape [N, 3, 32, 32]
 */
export function imageTensors(value: unknown, fail: Fail): ImageList {
  if (value instanceof Tensor) {
    if (value.shape.length !== 3 && value.shape.length !== 4) {
      return fail(`images of shape [${value.shape}]`, "[N, C, H, W], [N, H, W, C] or [N, H, W]");
    }
    if (value.shape[0] > 0 && value.size === 0) {
      return fail(`images of shape [${value.shape}]`, "at least one pixel");
    }
    return { length: counted(value.shape[0], fail), at: (i) => value.at(i) };
  }
  if (!Array.isArray(value)) return fail(`${describe(value)} as images`, "a list or a tensor");
  counted(value.length, fail);
  const known = new Map<unknown, Tensor>();
  const images = value.map((item, i) => {
    const tensor = known.get(item) ?? imageTensor(item, i, fail);
    known.set(item, tensor);
    return tensor;
  });
  return { length: images.length, at: (i) => images[i] };
}

function counted(length: number, fail: Fail): number {
  return length > limits.images ? fail(`${length} images`, `${limits.images} at most`) : length;
}

function imageTensor(item: unknown, i: number, fail: Fail): Tensor {
  const image = withoutNumpy(item);
  if (image instanceof Tensor) return image;
  if (isPillowImage(image)) return pillowPixels(image, fail);
  return fail(`${describe(item)} as image ${i}`, "a tensor, numpy array or Pillow image");
}
