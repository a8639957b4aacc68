import type { ImageSource } from "../../files";
import { computeLogits, type Normalization, openEngine } from "../../inference";
import type { Network } from "../../network";
import { largest } from "../../numeric/arrays";
import type { AuditImages } from "./auditImages";

/** How many rows of each kind an accuracy between epochs is measured on. */
const SAMPLE = 500;

/** Some of the rows, evenly spaced. */
export function sampleOf(rows: Int32Array): Int32Array {
  const count = Math.min(SAMPLE, rows.length);
  return Int32Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)]);
}

/**
 * Share of images that a network in inference mode names right.
 *
 * @param groups rows of the images, group by group
 * @returns one share a group
 * @example
 * const [inside, outside] = await accuracies(network, images, normalization, [trained, leftOut], 2);
 */
export async function accuracies(
  network: Network,
  images: AuditImages,
  normalization: Normalization,
  groups: readonly Int32Array[],
  threads: number,
): Promise<number[]> {
  const engine = await openEngine(network, { engine: "auto", threads });
  try {
    const shares: number[] = [];
    for (const rows of groups) {
      const { data, classes } = await computeLogits(engine, partOf(images, rows), normalization);
      const right = rows.reduce((sum, row, i) => {
        const logits = data.subarray(i * classes, (i + 1) * classes);
        return sum + (logits.indexOf(largest(logits)) === images.labels[row] ? 1 : 0);
      }, 0);
      shares.push(right / rows.length);
    }
    return shares;
  } finally {
    await engine.close();
  }
}

function partOf(images: AuditImages, rows: Int32Array): ImageSource {
  const { channels, height, width } = images;
  const size = channels * height * width;
  return {
    count: rows.length,
    channels,
    height,
    width,
    readBytes(start, count, out) {
      for (let i = 0; i < count; i++) images.read(rows[start + i], out.subarray(i * size));
    },
  };
}
