import type { AuditRun } from "../../audit/outcome";
import type { Verdict } from "../../audit/verdict";
import { verdictPage } from "./verdictPage";

/**
 * Writes a run's verdict, for programs (summary.json) and for people (summary.html).
 *
 * @throws InputError if a file cannot be written
 * @example
 * leaveVerdict(run, verdictOf(outcome, { rows, column, scores, ... }));
 */
export function leaveVerdict(run: AuditRun, verdict: Verdict): void {
  run.json("summary.json", verdict);
  run.text("summary.html", verdictPage(verdict));
}
