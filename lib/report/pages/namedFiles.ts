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
