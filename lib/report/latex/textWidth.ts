/** Widths of Computer Modern at 10 pt, in pt; Times, which many styles take, is narrower. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;!'|[\]()]/, 2.8],
  [/[fI/ -]/, 3.4],
  [/[rst]/, 3.95],
  [/[mwMW@%−≤≥±×]/, 8],
  [/[A-Z]/, 7],
];
const other = 5; // digits, other letters

/**
 * About how wide LaTeX sets a text at 10 pt, in pt.
 *
 * @example
 * textWidth("0.672"); // 22.8
 */
export function textWidth(text: string): number {
  let sum = 0;
  for (const sign of text) sum += widths.find(([signs]) => signs.test(sign))?.[1] ?? other;
  return sum;
}
