/**
 * A value of JSON, or any number, as an expression of TypeScript that evaluates to exactly it. JSON
 * itself would not: `{"__proto__": 1}` sets no property, -0 is written 0, and TypeScript takes the
 * line separators U+2028 and U+2029 in a text for the end of its line.
 *
 * @example
 * literal({ a: [1, "x"] }); // '{"a":[1,"x"]}'
 */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, one]) => `${key(name)}:${literal(one)}`);
    return `{${entries.join(",")}}`;
  }
  if (typeof value === "string") return quoted(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

function key(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : quoted(name);
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
