import { InputError } from "../../files";
import { readJson, schemaProblems } from "../../files/outputs";
import type { Verdict } from "./verdict";
import { verdictSchema } from "./verdictSchema";

/**
 * Reads summary.json and holds it against its schema.
 *
 * @throws InputError naming the file that is no JSON or is of another edition
 * @example
 * readVerdict("out/A1_12_Ensemble/summary.json").judged.auc.value; // .645
 */
export function readVerdict(file: string): Verdict {
  const value = readJson(file);
  const [problem] = schemaProblems(value, verdictSchema, "summary");
  if (problem !== undefined) throw new InputError(file, problem, "this edition's summary.json");
  return value as Verdict;
}
