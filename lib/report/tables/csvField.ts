/**
 * A value as a CSV field: nothing for null and undefined, quoted where it holds a comma, a quote
 * or a line break (RFC 4180).
 *
 * @example
 * csvField('say "hi", twice'); // "\"say \"\"hi\"\", twice\""
 */
export function csvField(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
