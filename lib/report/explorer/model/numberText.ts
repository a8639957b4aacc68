/**
 * A number for people: four digits that tell, nothing for NaN.
 *
 * @example
 * numberText(0.123456); // "0.1235"
 * numberText(40000); // "40,000"
 */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return "";
  if (Number.isInteger(value)) return value.toLocaleString("en-US");
  if (Math.abs(value) < 1e-3) return value.toExponential(2);
  return value.toLocaleString("en-US", { maximumSignificantDigits: 4, useGrouping: false });
}

/**
 * A share in per cent, which no line break parts from its sign.
 *
 * @example
 * percent(0.0512); // "5.1 %"
 */
export function percent(share: number): string {
  const value = 100 * share;
  const digits = value === 0 || value >= 10 ? 3 : 2;
  return `${value.toLocaleString("en-US", { maximumSignificantDigits: digits })}\u00a0%`;
}

/**
 * A number in a column: as {@link numberText}, with as many digits as the others.
 *
 * @example
 * cellNumber(0.5); // "0.5000"
 */
export function cellNumber(value: number): string {
  const isPlain = Number.isInteger(value) || !(Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4);
  return isPlain ? numberText(value) : value.toPrecision(4);
}
