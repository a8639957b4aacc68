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

/**
 * Breaks a text at spaces into lines no wider than `width` px; a word wider than that stands alone.
 * "n = 20" and "95 %" stay together.
 *
 * @example
 * wrapText("n = 800 rows of the report part", 100, textSize.note);
 */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<![=≤]) (?![=≤%])/)) {
    const longer = `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A text with the signs that Plotly would read as markup put out of the way.
 *
 * @example
 * plainText("a < b"); // "a &lt; b"
 */
export function plainText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * A count as people write it, thousands apart.
 *
 * @example
 * count(20000); // "20,000"
 */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
