import type { JsonSchema } from "../../files/outputs";

export const text: JsonSchema = { type: "string" };
export const texts: JsonSchema = { type: "array", items: text };
export const number: JsonSchema = { type: "number" };
export const integer: JsonSchema = { type: "integer", minimum: 0 };
export const rate: JsonSchema = { type: "number", minimum: 0, maximum: 1 };
/** From low to high. */
export const interval: JsonSchema = { type: "array", items: number, minItems: 2, maxItems: 2 };

/**
 * An object with exactly these keys, all of them present.
 *
 * @example
 * object({ auc: rate }); // { type: "object", required: ["auc"], ... }
 */
export function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const required = Object.keys(properties);
  return { type: "object", required, properties, additionalProperties: false };
}

/**
 * The same, or null where it is not known.
 *
 * @example
 * orNull(rate).type; // ["number", "null"]
 */
export function orNull(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [schema.type ?? [], "null"].flat() as JsonSchema["type"] };
}
