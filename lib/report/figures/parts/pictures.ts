import { hasImages, type ImageSource } from "../../../files";
import type { GridImage } from "../imageGrid";

/** What the grid says of a row beside its image. */
export interface PicturedRows {
  readonly images: ImageSource;
  readonly labels: ArrayLike<number>;
  /** 0 or 1 a row; null where it is not known. */
  readonly membership: ArrayLike<number> | null;
  /** One a row of the dataset; none unless given. */
  readonly scores?: ArrayLike<number>;
}

/**
 * Some rows of a dataset as `imageGrid` takes them; none where only outputs of them are given.
 *
 * @param rows row numbers, in the order of the grid
 * @example
 * imageGrid(pictures(dataset, [0, 1, 2]), { subject: "The first images" });
 */
export function pictures(dataset: PicturedRows, rows: ArrayLike<number>): GridImage[] {
  const { images, labels, membership, scores } = dataset;
  const { channels, height, width } = images;
  if (!hasImages(images)) return [];
  return Array.from(rows, (row) => {
    const bytes = new Uint8Array(channels * height * width);
    images.readBytes(row, 1, bytes);
    return {
      image: { bytes, channels, height, width },
      label: `class ${labels[row]}`,
      ...(membership ? { membership: membership[row] } : {}),
      ...(scores ? { score: scores[row] } : {}),
    };
  });
}
