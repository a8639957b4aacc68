import { InputError } from "../../files";
import { readJson, schemaProblems } from "../../files/outputs";
import type { Metrics } from "./metrics";
import { metricsSchema } from "./metricsSchema";

/**
 * Reads metrics.json and holds it against its schema. An earlier edition named inputs by their files
 * and gave the SHA-256 alone; each is read as an input whose role is the file's name.
 *
 * @throws InputError naming the file that is no JSON or is of another edition
 * @example
 * readMetrics("out/A1_12_Ensemble/metrics.json").inputs.public.sha256;
 */
export function readMetrics(file: string): Metrics {
  const metrics = withRoles(readJson(file));
  const [problem] = schemaProblems(metrics, metricsSchema, "metrics");
  if (problem !== undefined) throw new InputError(file, problem, "this edition's metrics.json");
  return metrics as Metrics;
}

function withRoles(value: unknown): unknown {
  const { inputs } = (value ?? {}) as { inputs?: unknown };
  if (typeof inputs !== "object" || inputs === null) return value;
  const entries = Object.entries(inputs);
  if (!entries.every(([, input]) => typeof input === "string")) return value;
  const byRole = Object.fromEntries(entries.map(([file, sha256]) => [file, { file, sha256 }]));
  return { ...(value as object), inputs: byRole };
}
