import { existsSync } from "node:fs";
import path from "node:path";
import type { Promised } from "../../audit/dp";
import type { JsonSchema } from "../../files/outputs";
import type { Estimate } from "../../metrics";
import { readChecked } from "./readChecked";

/** What importance.json holds, as far as it is drawn. */
export interface ImportanceResult {
  readonly model: string;
  readonly protocol: string;
  readonly part: string;
  readonly n: number;
  readonly importance: readonly {
    readonly name: string;
    readonly auc: Estimate;
    readonly tpr: Estimate;
  }[];
}

/** What ablation.json holds, as far as it is drawn. */
export interface AblationResult {
  /** The group that the others are added to. */
  readonly base: string;
  readonly part: string;
  readonly n: number;
  /** What each group gives in TPR at FPR <= .05, added to the base and taken out of all. */
  readonly gains: readonly {
    readonly name: string;
    readonly groupIn: Estimate;
    readonly groupOut: Estimate;
  }[];
}

/** What blind.json holds, as far as it is drawn. */
export interface BlindResult {
  readonly n: number;
  readonly auc: Estimate;
  /** Whether the blind attack tells members from non-members. */
  readonly differ: boolean;
  readonly verdict: string;
}

const text: JsonSchema = { type: "string" };
const number: JsonSchema = { type: "number" };
const bound: JsonSchema = { type: ["number", "null"] };

/** An object that holds at least these properties. */
function holding(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", required: Object.keys(properties), properties };
}

const estimate = holding({ value: number, low: bound, high: bound });

const importanceSchema = holding({
  model: text,
  protocol: text,
  part: text,
  n: { type: "integer" },
  importance: { type: "array", items: holding({ name: text, auc: estimate, tpr: estimate }) },
});

const ablationSchema = holding({
  base: text,
  part: text,
  n: { type: "integer" },
  gains: {
    type: "array",
    items: holding({ name: text, groupIn: estimate, groupOut: estimate }),
  },
});

/** Earlier editions of summary.json know of no guarantee. */
const guaranteeSchema: JsonSchema = {
  type: "object",
  properties: {
    guarantee: {
      type: ["object", "null"],
      required: ["epsilon", "delta"],
      properties: {
        epsilon: { type: "number", minimum: 0 },
        delta: { ...number, minimum: 0, maximum: 1 },
      },
    },
  },
};

const blindSchema = holding({
  n: { type: "integer" },
  auc: estimate,
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
  readonly ablation: AblationResult | null;
  readonly importance: ImportanceResult | null;
  readonly blind: BlindResult | null;
  readonly guarantee: Promised | null;
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
  const ablation = read<AblationResult>("ablation.json", ablationSchema);
  const importance = read<ImportanceResult>("importance.json", importanceSchema);
  const blind = read<BlindResult>("blind.json", blindSchema);
  const summary = read<{ guarantee?: Promised | null }>("summary.json", guaranteeSchema);
  return { ablation, importance, blind, guarantee: summary?.guarantee ?? null, hashes };
}
