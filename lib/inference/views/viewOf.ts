import type { ImageSource } from "../../files";
import { parseView } from "./parseView";
import type { ByteImage, Step } from "./step";

/**
 * The same images seen in another way: bytes are changed as they are read, and nothing is stored
 * but one batch.
 *
 * @param name of the view, as `parseView` takes it
 * @throws RangeError as `parseView`, or if a shift is as large as the image
 * @example
 * const logits = await computeLogits(engine, viewOf(dataset.images, "flip"), { mean, std });
 */
export function viewOf(images: ImageSource, name: string): ImageSource {
  return parseView(name).steps.reduce(changed, images);
}

function changed(images: ImageSource, step: Step): ImageSource {
  const { count, channels } = images;
  const before: ByteImage = { channels, height: images.height, width: images.width };
  step.check?.(before);
  const [height, width] = step.turns
    ? [images.width, images.height]
    : [images.height, images.width];
  const size = channels * height * width;
  let bytes = new Uint8Array();
  return {
    count,
    channels,
    height,
    width,
    readBytes(start, rows, out) {
      if (bytes.length < rows * size) bytes = new Uint8Array(rows * size);
      images.readBytes(start, rows, bytes);
      for (let i = 0; i < rows; i++) {
        const from = bytes.subarray(i * size, (i + 1) * size);
        step.change(from, out.subarray(i * size, (i + 1) * size), before, start + i);
      }
    },
  };
}
