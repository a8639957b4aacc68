import type { Estimate } from "../../metrics";

/**
 * A table entry as text: whole numbers as they are, others with `digits` decimals, or in
 * scientific notation where that many decimals would show nothing or a row of digits; nothing for
 * null and undefined; lists in brackets; an estimate with its interval behind it.
 *
 * @example
 * formatValue(0.65432, 3); // "0.654"
 * formatValue(0.0000123, 3); // "1.230e-5"
 */
export function formatValue(value: unknown, digits: number): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return formatNumber(value, digits);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = Array.from(value as ArrayLike<unknown>);
    return `[${items.map((item) => formatValue(item, digits)).join(", ")}]`;
  }
  if (isEstimate(value)) return formatEstimate(value, digits);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isEstimate(value: unknown): value is Estimate {
  return typeof value === "object" && value !== null && "value" in value && "low" in value;
}

/** With its interval in brackets where there is one; never "-0.0000". */
function formatEstimate({ value, low, high }: Estimate, digits: number): string {
  const [figure, ...ends] = [value, low, high].map((number) =>
    number === null ? null : number.toFixed(digits).replace(/^-(?=0\.?0*$)/, ""),
  );
  return ends.includes(null) ? `${figure}` : `${figure} [${ends.join(", ")}]`;
}

function formatNumber(value: number, digits: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const tooLong = size < 10 ** -digits || size >= 1e9;
  return tooLong ? value.toExponential(digits) : value.toFixed(digits);
}
