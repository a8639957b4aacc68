import type { Certainty, Leak } from "../leak";
import type { Run } from "../run/run";
import { calibration } from "./calibration";
import { manyTests } from "./manyTests";
import { privateRows } from "./privateRows";
import { sameRows } from "./sameRows";
import { seenBefore } from "./seenBefore";
import { thresholds } from "./thresholds";

const rules: readonly ((run: Run) => Leak[])[] = [
  seenBefore,
  sameRows,
  privateRows,
  calibration,
  thresholds,
  manyTests,
];

const mostLeaks = 40;
const order: readonly Certainty[] = ["sure", "likely", "look"];

/** What all rules find in what a run saw: the surest first, each once. */
export function leaksOf(run: Run): Leak[] {
  const found = rules.flatMap((rule) => rule(run));
  const surest = order.flatMap((certainty) => found.filter((leak) => leak.certainty === certainty));
  const kept = new Map<string, Leak>();
  for (const leak of surest) {
    const [{ cell, line, code }] = leak.way;
    const key = `${leak.rule} ${cell}:${line} ${code}`;
    if (!kept.has(key)) kept.set(key, leak);
  }
  return [...kept.values()].slice(0, mostLeaks);
}
