/**
 * A number as Python spells it, "nan" and "inf" included.
 *
 * @returns undefined if the text is no number
 * @example
 * parseNumber("1e-05"); // 0.00001
 * parseNumber(""); // undefined
 */
export function parseNumber(text: string): number | undefined {
  switch (text.length > 9 ? "" : text.toLowerCase()) {
    case "nan":
      return Number.NaN;
    case "inf":
    case "infinity":
      return Number.POSITIVE_INFINITY;
    case "-inf":
    case "-infinity":
      return Number.NEGATIVE_INFINITY;
  }
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
