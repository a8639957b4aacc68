/**
 * A float as Python, and so pandas, spells it: the fewest digits that read back as the same
 * float64, a fraction always shown, an exponent below 1e-4 and from 1e16 on.
 *
 * @example
 * spellFloat(1); // "1.0"
 * spellFloat(0.00001); // "1e-05"
 */
export function spellFloat(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    // as String does, but that keeps thousands of the last texts, which outlive the collector's first look
    const text = JSON.stringify(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}
