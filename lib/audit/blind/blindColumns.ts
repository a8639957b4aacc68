import type { ImageSource } from "../../files";
import type { Matrix } from "../../numeric/arrays";
import { imageStatistics } from "./imageStatistics";

/** What an attacker sees who has images and labels but no model. */
export interface BlindColumns {
  readonly names: readonly string[];
  /** One row an image. */
  readonly X: Matrix;
}

const batch = 256;

/**
 * Columns that never touch the model: statistics of the images and the label, one column a class.
 * Images are read in one pass, 256 at a time; where there are none, the label is all there is.
 *
 * @param labels class numbers from 0, one an image
 * @throws RangeError if images and labels differ in number
 * @example
 * const { names, X } = blindColumns(dataset.images, dataset.labels);
 */
export function blindColumns(images: ImageSource, labels: Int32Array): BlindColumns {
  const rows = images.count;
  if (labels.length !== rows) {
    throw new RangeError(`labels: found ${labels.length}, expected ${rows}, one for each image`);
  }
  const statistics = imageStatistics(images);
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const names = [...statistics.names, ...classes.map((label) => `label_${label}`)];
  const cols = names.length;
  const data = new Float64Array(rows * cols);
  const size = images.channels * images.height * images.width;
  const bytes = new Uint8Array(Math.min(batch, rows) * size);
  for (let start = 0; start < rows && size > 0; start += batch) {
    const count = Math.min(batch, rows - start);
    images.readBytes(start, count, bytes);
    for (let i = 0; i < count; i++) {
      statistics.summarise(bytes.subarray(i * size, (i + 1) * size), data, (start + i) * cols);
    }
  }
  const columnOfClass = new Map(classes.map((label, k) => [label, statistics.names.length + k]));
  labels.forEach((label, row) => {
    data[row * cols + columnOfClass.get(label)!] = 1;
  });
  return { names, X: { data, rows, cols } };
}
