import path from "node:path";
import { readHashed } from "../../files/outputs";

const ofGallery = /^[\w.()+-]+\.(svg|pdf|png|csv|tex|md)$/;

/**
 * The files that an index of a gallery (figures.json) names, wherever in it; what is no plain name of
 * a gallery's file is none.
 *
 * @example
 * namedFiles({ figures: [{ csv: "roc.csv" }] }); // ["roc.csv"]
 */
export function namedFiles(index: unknown): string[] {
  if (typeof index === "string") return ofGallery.test(index) ? [index] : [];
  if (typeof index !== "object" || index === null) return [];
  return Object.values(index).flatMap(namedFiles);
}

/**
 * The files that the index of a gallery in a folder names; none where there is no index, or one that
 * cannot be read.
 *
 * @example
 * filesOfIndex("out/Report_Figures/figures"); // ["roc-5.5in.svg", ...]
 */
export function filesOfIndex(folder: string): string[] {
  try {
    const { bytes } = readHashed(path.join(folder, "figures.json"));
    return namedFiles(JSON.parse(bytes.toString("utf8")));
  } catch {
    return [];
  }
}
