import { existsSync } from "node:fs";
import path from "node:path";
import type { JsonSchema } from "../../files/outputs";
import { readChecked } from "./readChecked";

/** A difference or an AUC with its 95 % interval, null where there is none. */
type Bounds = readonly [number, number] | null;

interface Fall {
  readonly difference: number;
  readonly interval: Bounds;
}

/** What importance.json holds, as far as it is drawn. */
export interface ImportanceResult {
  readonly model: string;
  readonly protocol: string;
  readonly part: string;
  readonly n: number;
  readonly importance: readonly { readonly name: string; readonly auc: Fall; readonly tpr: Fall }[];
}

/** What blind.json holds, as far as it is drawn. */
export interface BlindResult {
  readonly n: number;
  readonly auc: { readonly auc: number; readonly interval: Bounds };
  /** Whether the blind attack tells members from non-members. */
  readonly differ: boolean;
  readonly verdict: string;
}

const text: JsonSchema = { type: "string" };
const number: JsonSchema = { type: "number" };
const bounds: JsonSchema = { type: ["array", "null"], items: number, minItems: 2, maxItems: 2 };

/** An object that holds at least these properties. */
function holding(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", required: Object.keys(properties), properties };
}

const fall = holding({ difference: number, interval: bounds });

const importanceSchema = holding({
  model: text,
  protocol: text,
  part: text,
  n: { type: "integer" },
  importance: { type: "array", items: holding({ name: text, auc: fall, tpr: fall }) },
});

const blindSchema = holding({
  n: { type: "integer" },
  auc: holding({ auc: number, interval: bounds }),
  differ: { type: "boolean" },
  verdict: text,
});

/**
 * The results that stand beside the scores of a run, null where the run has left none.
 *
 * @throws InputError naming a file of another edition
 * @example
 * readSideResults("out/A1_12_Ensemble").blind?.verdict;
 */
export function readSideResults(folder: string): {
  readonly importance: ImportanceResult | null;
  readonly blind: BlindResult | null;
  /** SHA-256 of what was read, by the files' names. */
  readonly hashes: Readonly<Record<string, string>>;
} {
  const hashes: Record<string, string> = {};
  const read = <T>(name: string, schema: JsonSchema): T | null => {
    const file = path.join(folder, name);
    if (!existsSync(file)) return null;
    const { value, sha256 } = readChecked<T>(file, schema);
    hashes[name] = sha256;
    return value;
  };
  const importance = read<ImportanceResult>("importance.json", importanceSchema);
  const blind = read<BlindResult>("blind.json", blindSchema);
  return { importance, blind, hashes };
}
