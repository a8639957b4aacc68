import type { ImageSource } from "../../files";
import { parseView } from "./parseView";
import { BYTES, type ImageShape, type Levels, type Pixels, type Step } from "./step";

/**
 * The same images seen in another way: values are changed as they are read, and nothing is stored
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
  const { count, channels, floats } = images;
  const before: ImageShape = { channels, height: images.height, width: images.width };
  step.check?.(before);
  const [height, width] = step.turns
    ? [images.width, images.height]
    : [images.height, images.width];
  const size = channels * height * width;
  const change = (from: Pixels, to: Pixels, start: number, rows: number, levels: Levels) => {
    for (let i = 0; i < rows; i++) {
      const [here, end] = [i * size, (i + 1) * size];
      step.change(from.subarray(here, end), to.subarray(here, end), before, start + i, levels);
    }
  };
  let bytes = new Uint8Array();
  let values = new Float32Array();
  return {
    count,
    channels,
    height,
    width,
    prepared: images.prepared,
    readBytes(start, rows, out) {
      if (bytes.length < rows * size) bytes = new Uint8Array(rows * size);
      images.readBytes(start, rows, bytes);
      change(bytes, out, start, rows, BYTES);
    },
    floats: floats && {
      ...floats,
      read(start, rows, out) {
        if (values.length < rows * size) values = new Float32Array(rows * size);
        floats.read(start, rows, values);
        change(values, out, start, rows, { ...floats, whole: false });
      },
    },
  };
}
