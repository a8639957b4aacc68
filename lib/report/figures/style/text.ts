import { measureText } from "../render";

/** Points as px: 72 points and 96 px to the inch. */
export const points = (size: number): number => (size * 4) / 3;

/** Text sizes in px; nothing on paper is under 7 points. */
export const textSize = {
  title: points(8.5),
  tick: points(8),
  legend: points(8),
  note: points(7.5),
  small: points(7),
} as const;

/** Distance between the baselines of two lines, as Plotly sets them, in font sizes. */
export const lineHeight = 1.3;

/**
 * Width in px of a text at a size in px.
 *
 * @example
 * textWidth("True positive rate", textSize.title);
 */
export function textWidth(text: string, size: number): number {
  return measureText(text, { size });
}

const afterSpace = /(?<=[^=≤] )(?![=≤%])/;
const afterSpaceOrUnderscore = /(?<=[^=≤] |_)(?![=≤%])/;

function wrapAt(breaks: RegExp, text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const piece of text.split(breaks)) {
    const longer = `${lines[lines.length - 1] ?? ""}${piece}`;
    const fits = textWidth(longer.trimEnd(), size) <= width;
    if (lines.length > 0 && fits) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

/**
 * Breaks a text at spaces into lines no wider than `width` px; a word wider than that stands alone.
 * "n = 20" and "95 %" stay together.
 *
 * @example
 * wrapText("n = 800 rows of the report part", 100, textSize.note);
 */
export function wrapText(text: string, width: number, size: number): string[] {
  return wrapAt(afterSpace, text, width, size);
}

/**
 * Breaks a name at spaces and after underscores; what stands in brackets stays together.
 *
 * @example
 * wrapName("LightGBM_corrected (TPR 0.175)", 120, textSize.legend);
 * // ["LightGBM_corrected", "(TPR 0.175)"]
 */
export function wrapName(name: string, width: number, size: number): string[] {
  const held = name.replace(/\([^()]*\)/g, (brackets) => brackets.replace(/ /g, "\u00a0"));
  const lines = wrapAt(afterSpaceOrUnderscore, held, width, size);
  return lines.map((line) => line.replace(/\u00a0/g, " "));
}

/**
 * A text cut to a width in px, with an ellipsis where something is lost.
 *
 * @example
 * cutText("LightGBM_corrected_calibrated", 60, textSize.tick); // "LightGB…"
 */
export function cutText(text: string, width: number, size: number): string {
  let kept = text;
  while (kept !== "" && textWidth(kept === text ? kept : `${kept}…`, size) > width) {
    kept = kept.slice(0, -1);
  }
  return kept === text ? text : `${kept}…`;
}

/**
 * A count as people write it, thousands apart.
 *
 * @example
 * count(20000); // "20,000"
 */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}
