import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PublishedName } from "../../../lib/ensemble";
import { readNpy } from "../../../lib/files/outputs";
import { PUBLISHED_MODELS } from "./publishedModels";

/** One comparison of what two sides made. */
export interface Check {
  readonly what: string;
  readonly found: number | string;
  readonly allowed: number | string;
  readonly ok: boolean;
}

/** Largest distance of logits, relative to the larger of the logit and 1. */
const LOGITS = 3.3e-5;

/** Rows from which a case counts as full-size. */
const FULL_SIZE = 10_000;

/**
 * Whether a Python side did the same work as ours: the same logits, rows and ids, AUCs as near as
 * models drawn from other random numbers can be. What neither run went far enough for is left out.
 *
 * @param ours the folder that our run left
 * @param theirs the folder that the Python script left
 * @param side its name, for the checks
 * @param models those that both sides fitted
 * @example
 * equalWork("out/bench/ours", "out/bench/careful", "careful").every((check) => check.ok);
 */
export function equalWork(
  ours: string,
  theirs: string,
  side: string,
  models: readonly PublishedName[] = PUBLISHED_MODELS,
): Check[] {
  const checks: Check[] = [];
  if (!existsSync(path.join(ours, "logits_public.npy"))) return checks;
  for (const part of ["public", "private"]) {
    const [a, b] = [ours, theirs].map((folder) => readNpy(path.join(folder, `logits_${part}.npy`)));
    const found = a.shape.join() === b.shape.join() ? largestDistance(a.data, b.data) : Infinity;
    checks.push({
      what: `${part} logits against ${side}'s`,
      found,
      allowed: LOGITS,
      ok: found <= LOGITS,
    });
  }
  if (!existsSync(path.join(ours, "metrics.json"))) return checks;
  const [own, other] = [ours, theirs].map(readMetrics);
  checks.push(same(`validation rows, as ${side}'s`, own.validation_rows, other.validation_rows));
  const rows = readNpy(path.join(ours, "logits_public.npy")).shape[0];
  const allowed = rows >= FULL_SIZE ? 0.01 : 0.02;
  for (const model of models) {
    checks.push(same(`${model}'s private ids, as ${side}'s`, ids(ours, model), ids(theirs, model)));
    const found = Math.abs(own[model].validation_raw.auc - other[model].validation_raw.auc);
    checks.push({ what: `${model}'s AUC against ${side}'s`, found, allowed, ok: found <= allowed });
  }
  return checks;
}

function largestDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.max(Math.abs(b[i]), 1));
  }
  return largest;
}

function same(what: string, found: string, expected: string): Check {
  const ok = found === expected;
  return { what, found: ok ? "the same" : "different", allowed: "the same", ok };
}

function ids(folder: string, model: string): string {
  const lines = readFileSync(path.join(folder, `submission_${model}.csv`), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => line.slice(0, line.indexOf(","))).join();
}

function readMetrics(folder: string) {
  return JSON.parse(readFileSync(path.join(folder, "metrics.json"), "utf8"));
}
