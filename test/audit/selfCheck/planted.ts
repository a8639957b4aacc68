import {
  type FloatImages,
  type ImageSource,
  readCheckpoint,
  readDataset,
} from "../../../lib/files";
import { AS_STORED, prepareImages } from "../../../lib/inference";
import { describeResidual } from "../../inference/fixtures";

/** The repository's own model and public rows, which are read rightly as they are. */
export const network = describeResidual(readCheckpoint("data/model.pt"));
export const dataset = readDataset("data/public.pt");
export const membership = dataset.membership as Uint8Array;
export const right = { mean: [0.505, 0.5052, 0.4976], std: [0.2762, 0.2773, 0.2789] };

const { channels, height, width } = dataset.images;
const size = channels * height * width;

/** The images as floats that somebody stored in this way. */
export function stored(
  change: (value: number, channel: number) => number,
  scale: FloatImages["scale"],
): ImageSource {
  const bytes = new Uint8Array(size);
  const read: FloatImages["read"] = (start, count, out) => {
    for (let i = 0; i < count; i++) {
      dataset.images.readBytes(start + i, 1, bytes);
      bytes.forEach((byte, j) => {
        out[i * size + j] = change(byte / 255, Math.floor(j / (height * width)));
      });
    }
  };
  return { ...dataset.images, floats: { scale, black: 0, white: 1, read } };
}

export const intensities = (scale: FloatImages["scale"]) => stored((value) => value, scale);
export const normalised = (scale: FloatImages["scale"]) =>
  stored((value, channel) => (value - right.mean[channel]) / right.std[channel], scale);

/** The images stored at another size. */
export function storedAt(side: number): ImageSource {
  const resize = { size: side, method: "bilinear", antialias: true } as const;
  return prepareImages(dataset.images, { ...AS_STORED, resize }, "data/public.pt");
}

export const storedAsBgr = prepareImages(
  dataset.images,
  { ...AS_STORED, channels: "BGR" },
  "data/public.pt",
);
