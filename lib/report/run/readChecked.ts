import path from "node:path";
import { InputError } from "../../files";
import { type JsonSchema, readHashed, schemaProblems } from "../../files/outputs";

/**
 * Reads a JSON file of a run and holds it against its schema.
 *
 * @returns what it holds, with the SHA-256 of the bytes that were read
 * @throws InputError naming the file that is no JSON or is of another edition
 * @example
 * readChecked<BlindResult>("out/blind.json", blindSchema).value.verdict;
 */
export function readChecked<T>(file: string, schema: JsonSchema): { value: T; sha256: string } {
  const name = path.basename(file);
  const { bytes, sha256 } = readHashed(file);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new InputError(file, (error as Error).message, "JSON");
  }
  const [problem] = schemaProblems(value, schema, path.parse(name).name);
  if (problem !== undefined) throw new InputError(file, problem, `this edition's ${name}`);
  return { value: value as T, sha256 };
}
