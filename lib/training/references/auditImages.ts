import { InputError, type MembershipDataset } from "../../files";
import { inMemory } from "../../inference";

/** What is read of a dataset; membership is not. */
export type AuditDataset = Pick<MembershipDataset, "path" | "ids" | "labels" | "images">;

/** The images of all datasets as one list. */
export interface AuditImages {
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly labels: Int32Array;
  /** Writes one image's bytes [channels, height, width]. */
  read(row: number, out: Uint8Array): void;
}

/**
 * Puts the images of several datasets one after the other; their bytes are held in memory where they
 * fit (see `inMemory`).
 *
 * @throws InputError if all of them are of one class (nothing can be learnt from those), or images are
 *   normalised already; intensities between bytes are rounded to them
 * @example
 * const images = auditImages([publicData, privateData]);
 */
export function auditImages(datasets: readonly AuditDataset[]): AuditImages {
  for (const { path, images } of datasets) {
    if (images.floats?.scale !== "normalised") continue;
    throw new InputError(path, "normalised images", "images from 0 to 1 or of bytes, to train on");
  }
  const sources = datasets.map(({ images }) => inMemory(images));
  const labels = Int32Array.from(datasets.flatMap((dataset) => Array.from(dataset.labels)));
  if (labels.every((label) => label === labels[0])) {
    const paths = datasets.map(({ path }) => path).join(" and ");
    throw new InputError(paths, `images of class ${labels[0]} only`, "two classes or more");
  }
  const { channels, height, width } = sources[0];
  return {
    count: labels.length,
    channels,
    height,
    width,
    labels,
    read(row, out) {
      let from = 0;
      for (const source of sources) {
        if (row < from + source.count) return source.readBytes(row - from, 1, out);
        from += source.count;
      }
      throw new RangeError(`images: found row ${row}, expected one below ${from}`);
    },
  };
}
