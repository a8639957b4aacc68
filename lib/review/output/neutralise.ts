/**
 * A text for a cell of a CSV file that a spreadsheet may open: one that would be taken for a
 * formula is preceded by an apostrophe.
 *
 * @see OWASP, CSV Injection
 * @example
 * neutralise("=1+1"); // "'=1+1"
 */
export function neutralise(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
