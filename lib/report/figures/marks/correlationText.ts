/**
 * A correlation short enough for a cell: ".83", "−.2", "1"; "0" for one that is nearer to 0 than its
 * digits tell.
 *
 * @param digits after the point
 * @example
 * correlationText(-0.004, 2); // "0"
 */
export function correlationText(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return "0";
  const sign = value < 0 ? "−" : "";
  return `${sign}${Number(text) === 1 ? "1" : text.slice(1)}`;
}
