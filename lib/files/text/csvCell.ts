import { parseNumber } from "../formats/csv/parseNumber";

/**
 * A formula starts with `=`, `+`, `-`, `@` or what NFKC makes one of them; a spreadsheet may pass
 * over spaces, quotes and what is not seen before it.
 */
const startsFormula = /^[\s\p{Z}\p{Cc}\p{Cf}"“”„«»＂]*[=+\-@⁺⁼⁻₊₋₌﹢﹣﹦﹫＋－＝＠]/u;
const startsBlank = /^[\t\r\n]/;
/** Signs at which a spreadsheet set to another separator starts a new cell. */
const separator = /([,;|\t\r\n])/;

/**
 * A value as a field of a CSV file that a spreadsheet may open: nothing for null and undefined,
 * numbers as they are, text quoted where it holds a comma, a quote or a line break (RFC 4180). Where
 * a text, or what follows a separator in it, would be taken for a formula, an apostrophe is put
 * before it; texts that are plain numbers stay.
 *
 * @see OWASP, CSV Injection
 * @example
 * csvCell('say "hi", twice'); // "\"say \"\"hi\"\", twice\""
 * csvCell("=1+1"); // "'=1+1"
 * csvCell("-1.5"); // "-1.5"
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  return csvName(withoutFormulas(String(value)));
}

/**
 * A name that the program itself gives a column, quoted where it must be: "phi_shift(-8,-8)" stays
 * what it is, since no file has a say in it.
 *
 * @example
 * csvName("phi_shift(-8,-8)"); // "\"phi_shift(-8,-8)\""
 */
export function csvName(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The parts at even places lie between separators, which stand at odd ones. */
function withoutFormulas(text: string): string {
  const parts = text.split(separator).map((part, i) => (i % 2 === 1 ? part : inert(part)));
  const whole = parts.join("");
  return startsBlank.test(whole) ? `'${whole}` : whole;
}

function inert(part: string): string {
  return startsFormula.test(part) && parseNumber(part.trim()) === undefined ? `'${part}` : part;
}
