import { type JsonSchema, schemaProblems } from "./jsonSchema";
import { writeJson } from "./writeJson";

/** The operating point at one limit on the false-positive rate. */
export interface OperatingPoint {
  /** True-positive rate: the share of members at or above the threshold. */
  readonly tpr: number;
  /** False-positive rate that the threshold really reaches. */
  readonly fpr: number;
  /** Scores from here up count as members; null if the limit lets no score through. */
  readonly threshold: number | null;
  /** 95 % interval of the true-positive rate. */
  readonly ci?: readonly [number, number];
  /** Why there is no interval, where there is none. */
  readonly note?: string;
}

/** How well one column of scores tells members on one part of the rows. */
export interface MetricsRow {
  /** The column of scores_public.csv, or of scores_private.csv for part "private". */
  readonly column: string;
  readonly model: string;
  readonly protocol: string;
  /** The rows: those whose `part_PROTOCOL` in scores_public.csv has this value, or "private". */
  readonly part: string;
  /** Number of rows. */
  readonly n: number;
  /** Number of members among them. */
  readonly members: number;
  readonly auc: number;
  /** 95 % interval of the AUC. */
  readonly auc_ci?: readonly [number, number];
  /** By the limit on the false-positive rate, such as "0.05". */
  readonly tpr: Readonly<Record<string, OperatingPoint>>;
}

/** What metrics.json holds. `metricsSchema` is the same as a JSON Schema. */
export interface Metrics {
  readonly rows: readonly MetricsRow[];
  readonly seeds: Readonly<Record<string, number>>;
  /** Name of the inference engine. */
  readonly engine: string;
  /** Seconds by stage. */
  readonly stages: Readonly<Record<string, number>>;
  /** Version by program or package. */
  readonly versions: Readonly<Record<string, string>>;
  /** SHA-256 by name of the input file. */
  readonly inputs: Readonly<Record<string, string>>;
}

const text: JsonSchema = { type: "string" };
const rate: JsonSchema = { type: "number", minimum: 0, maximum: 1 };
const interval: JsonSchema = { type: "array", items: rate, minItems: 2, maxItems: 2 };

const operatingPoint: JsonSchema = {
  type: "object",
  required: ["tpr", "fpr", "threshold"],
  properties: {
    tpr: rate,
    fpr: rate,
    threshold: { type: ["number", "null"] },
    ci: interval,
    note: text,
  },
};

const metricsRow: JsonSchema = {
  type: "object",
  required: ["column", "model", "protocol", "part", "n", "members", "auc", "tpr"],
  properties: {
    column: text,
    model: text,
    protocol: text,
    part: text,
    n: { type: "integer", minimum: 1 },
    members: { type: "integer", minimum: 0 },
    auc: rate,
    auc_ci: interval,
    tpr: {
      type: "object",
      propertyNames: { pattern: "^0\\.\\d+$" },
      additionalProperties: operatingPoint,
    },
  },
};

/** metrics.json as a JSON Schema. Keys beyond those described are allowed. */
export const metricsSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "metrics.json",
  description:
    "How well each column of scores_public.csv and scores_private.csv tells members from non-members",
  type: "object",
  required: ["rows", "seeds", "engine", "stages", "versions", "inputs"],
  properties: {
    rows: { type: "array", items: metricsRow },
    seeds: { type: "object", additionalProperties: { type: "integer" } },
    engine: text,
    stages: { type: "object", additionalProperties: { type: "number", minimum: 0 } },
    versions: { type: "object", additionalProperties: text },
    inputs: {
      type: "object",
      additionalProperties: { type: "string", pattern: "^[0-9a-f]{64}$" },
    },
  },
};

/**
 * Checks metrics against `metricsSchema` and writes them as JSON, atomically.
 *
 * @throws RangeError listing what does not agree with the schema, before a byte is written
 * @throws InputError if the file cannot be written
 * @example
 * writeMetrics("out/metrics.json", { rows, seeds: { seed: 42 }, engine: "onnx", stages, versions, inputs });
 */
export function writeMetrics(file: string, metrics: Metrics): void {
  const problems = schemaProblems(metrics, metricsSchema, "metrics");
  if (problems.length > 0) throw new RangeError(`${file}: ${problems.join("; ")}`);
  writeJson(file, metrics);
}
