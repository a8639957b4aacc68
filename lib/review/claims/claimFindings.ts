import path from "node:path";
import { type Finding, finding } from "../finding";
import type { CheckedClaim } from "./checkClaims";
import { describeClaim } from "./claim";
import type { Evidence } from "./evidence";
import { fits, matchModels } from "./matchModels";
import type { ClaimSource } from "./readClaims";

/**
 * What the claims made about a submission give rise to: score statistics that no stated model's
 * file can have, figures outside their interval, a threshold read by the published rule, and
 * isotonic calibration that the file does not show.
 *
 * @example
 * claimFindings(sources, checkClaims(claims, evidence), evidence);
 */
export function claimFindings(
  sources: readonly ClaimSource[],
  checked: readonly CheckedClaim[],
  evidence: Evidence,
): Finding[] {
  return [
    ...sources.flatMap((source) => statisticsDoNotFit(source, evidence)),
    ...checked.flatMap(figureFinding),
    ...calibratedRows(checked),
    ...sources.flatMap((source) => calibrationNotSeen(source, evidence)),
  ];
}

function statisticsDoNotFit({ claims }: ClaimSource, evidence: Evidence): Finding[] {
  const matches = matchModels(claims, evidence);
  if (matches.length === 0 || matches.some(fits)) return [];
  const { model, source, agreeing, stated } = matches[0];
  return [
    finding("warning", "statistics-do-not-fit", {
      found: `no score statistics in ${source} are this file's; the nearest, ${model ?? "no model named"}, agree in ${agreeing} of ${stated}`,
      expected: "range, mean and std of the file that was handed in",
      mend: "hand in the file that the report describes, or state this file's figures",
    }),
  ];
}

function figureFinding(claim: CheckedClaim): Finding[] {
  const { status, on, source, reason, measured, publishedRule } = claim;
  if (on === "submission" || measured === null) return [];
  const found = `${source}: ${describeClaim(claim)}; ${reason}`;
  const expected = measured.toFixed(4);
  if (publishedRule) {
    const mend = "take the largest TPR with FPR <= .05, and tell the FPR reached";
    return [finding("warning", "threshold-rule", { found, expected, mend })];
  }
  if (status !== "outside") return [];
  const mend = "state what the file gives, with its interval and the rows that it was measured on";
  return [finding("warning", "claim-outside", { found, expected, mend })];
}

/** The published protocol's validation rows also fitted its calibration. */
function calibratedRows(checked: readonly CheckedClaim[]): Finding[] {
  const own = checked.filter(({ on, measured }) => on === "validation" && measured !== null);
  return [...new Set(own.map(({ source }) => source))].map((source) =>
    finding("warning", "calibrated-and-reported", {
      found: `${source} reports on the validation rows, which fitted the calibration`,
      expected: "figures on rows that nothing was fitted or chosen on",
      mend: "three parts: fit, calibrate, report; the run's held-out figures stand in its metrics.json",
    }),
  );
}

/** Isotonic calibration leaves steps: a few hundred levels in any number of rows. */
const mostSteps = 0.25;

function calibrationNotSeen({ file, saysIsotonic }: ClaimSource, evidence: Evidence): Finding[] {
  const { distinct, rows } = evidence;
  if (!saysIsotonic || rows < 200 || distinct < mostSteps * rows) return [];
  return [
    finding("warning", "calibration-not-seen", {
      found: `${path.basename(file)} speaks of isotonic calibration, which leaves steps; the file has ${distinct} distinct scores in ${rows} rows`,
      expected: "the calibrated scores, or a report that says that the raw ones were handed in",
      mend: "keep the calibrated model (not the one it was made from), or break its ties and say so",
    }),
  ];
}
