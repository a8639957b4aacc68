import { judgedCurve, type RocData } from "../../figures";
import type { Protocol } from "../protocols";
import type { Run } from "../readRun";
import { withBand } from "./withBand";

const missing: Readonly<Record<Protocol, string>> = {
  published: "the run has no published scores on validation rows",
  heldout: "the run has not held out the published recipe",
  corrected: "the run has no corrected scores",
};

/**
 * All attacks of a protocol as curves, with a bootstrap band each where a seed is given.
 *
 * @returns what the ROC figures take, or why there are no curves
 * @example
 * drawing(rocLogLog, curvesOf(run, "corrected", { seed: 42 }), { split: "report rows" });
 */
export function curvesOf(
  run: Run,
  protocol: Protocol,
  { seed }: { readonly seed?: number } = {},
): RocData | string {
  const attacks = run.attacks(protocol);
  if (attacks.length === 0) return `No ROC curve: ${missing[protocol]}.`;
  return {
    curves: attacks.map((one) => (seed === undefined ? judgedCurve(one) : withBand(one, { seed }))),
  };
}
