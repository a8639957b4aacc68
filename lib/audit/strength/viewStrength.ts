import type { Logits } from "../../inference";
import { phiOf } from "../../lira";
import { rocAuc } from "../../metrics";
import { take } from "../../numeric/arrays";

/** Outputs of the same images in several views, with their membership. */
export interface SeenInViews {
  readonly labels: Int32Array;
  /** 0 or 1 for each row; only that of the rows to judge on is looked at. */
  readonly membership: Uint8Array | null;
  /** Of the plain images. */
  readonly logits: Logits;
  readonly views: ReadonlyMap<string, Logits>;
}

/** What one view tells of membership. */
export interface ViewStrength {
  readonly view: string;
  readonly "AUC of phi": number;
  /** Of how far phi falls from the plain image's; the plain image itself has none. */
  readonly "AUC of its fall"?: number;
}

/**
 * What each view tells of membership by itself: phi, and how far it falls from the plain image's.
 *
 * @param rows the rows to judge on
 * @returns the plain image, then the views, the strongest fall first
 * @throws RangeError if membership is not known, or as `phiOf` and `rocAuc`
 * @example
 * showTable(viewStrength(publicSet, parts.fit), { caption: "One view at a time" });
 */
export function viewStrength(
  { labels, membership, logits, views }: SeenInViews,
  rows: Int32Array,
): ViewStrength[] {
  if (membership === null) {
    throw new RangeError("views: found no membership, expected that of public rows");
  }
  const known = take(membership, rows);
  const plain = take(phiOf(logits, labels), rows);
  const strengths = [...views].map(([view, seen]) => {
    const phi = take(phiOf(seen, labels), rows);
    const fall = plain.map((value, i) => value - phi[i]);
    return { view, "AUC of phi": rocAuc(known, phi), "AUC of its fall": rocAuc(known, fall) };
  });
  return [
    { view: "plain", "AUC of phi": rocAuc(known, plain) },
    ...strengths.sort((a, b) => b["AUC of its fall"] - a["AUC of its fall"]),
  ];
}
