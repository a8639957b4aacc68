import { append } from "../../numeric/arrays";

/** The part of JSON Schema (draft 2020-12) that `schemaProblems` understands. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

type JsonType = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/**
 * What in a value does not agree with a schema, each with the place where it stands.
 *
 * @param place how the value itself is called in the messages
 * @returns one line for each problem; none if the value agrees
 * @example
 * schemaProblems({ auc: 2 }, { properties: { auc: { maximum: 1 } } }, "row"); // ["row.auc is 2, above 1"]
 */
export function schemaProblems(value: unknown, schema: JsonSchema, place: string): string[] {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return [`${place} is ${JSON.stringify(value) ?? "missing"}, not ${types.join(" or ")}`];
  }
  if (typeof value === "number") return numberProblems(value, schema, place);
  if (typeof value === "string") {
    const agrees = schema.pattern === undefined || new RegExp(schema.pattern, "u").test(value);
    return agrees ? [] : [`${place} is "${value}", which does not match ${schema.pattern}`];
  }
  if (Array.isArray(value)) return arrayProblems(value, schema, place);
  return isOfType(value, "object")
    ? objectProblems(value as Record<string, unknown>, schema, place)
    : [];
}

function numberProblems(value: number, { minimum, maximum }: JsonSchema, place: string): string[] {
  if (minimum !== undefined && value < minimum) return [`${place} is ${value}, below ${minimum}`];
  if (maximum !== undefined && value > maximum) return [`${place} is ${value}, above ${maximum}`];
  return [];
}

function arrayProblems(value: unknown[], schema: JsonSchema, place: string): string[] {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (value.length < minItems || value.length > maxItems) {
    return [`${place} has ${value.length} items, not ${minItems} to ${maxItems}`];
  }
  if (items === undefined) return [];
  return value.flatMap((item, i) => schemaProblems(item, items, `${place}[${i}]`));
}

function objectProblems(
  value: Record<string, unknown>,
  { properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema,
  place: string,
): string[] {
  const problems = required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => `${place}.${key} is missing`);
  for (const [key, item] of Object.entries(value)) {
    if (propertyNames !== undefined && !new RegExp(propertyNames.pattern, "u").test(key)) {
      problems.push(`${place} has the key "${key}", which does not match ${propertyNames.pattern}`);
    }
    const schema = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (schema === false) problems.push(`${place}.${key} is not known`);
    else if (schema !== undefined)
      append(problems, schemaProblems(item, schema, `${place}.${key}`));
  }
  return problems;
}
