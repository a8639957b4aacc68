import type { Cost } from "./cost";

/**
 * Mistake f: the network runs twice over every image, once for the features and once for the
 * likelihood ratio.
 *
 * @param images public and private together
 * @example
 * showTable(secondPass(4000));
 */
export function secondPass(images: number): Cost[] {
  const quantity = "images through the network";
  const counts = { "as published": 2 * images, corrected: images };
  return [{ mistake: "f", model: "", quantity, ...counts, "corrected - published": null }];
}
