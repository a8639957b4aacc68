import { InputError } from "..";
import { readHashed } from "./sha256";

/**
 * What a JSON file of ours holds, before it is held against its schema.
 *
 * @throws InputError naming the file if it cannot be read or is no JSON
 * @example
 * readJson("out/A1_12_Ensemble/metrics.json");
 */
export function readJson(file: string): unknown {
  const { bytes } = readHashed(file);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new InputError(file, (error as Error).message, "JSON");
  }
}
