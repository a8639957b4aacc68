import { readFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { type JsonSchema, schemaProblems } from "../../files/outputs";

/**
 * Reads a JSON file of a run and holds it against its schema.
 *
 * @throws InputError naming the file that is no JSON or is of another edition
 * @example
 * readChecked<Metrics>("out/metrics.json", metricsSchema).rows;
 */
export function readChecked<T>(file: string, schema: JsonSchema): T {
  const name = path.basename(file);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InputError(file, (error as Error).message, "JSON");
  }
  const [problem] = schemaProblems(value, schema, path.parse(name).name);
  if (problem !== undefined) throw new InputError(file, problem, `this edition's ${name}`);
  return value as T;
}
