import type { Finding } from "../../finding";
import type { Place } from "./elements";

/** What a figure of scores lets a reader see, by the findings' names. */
const SHOWN = {
  roc: ["inverted", "chance", "tie-cost", "ties"],
  scores: [
    ...["constant", "nearly-constant", "predicted-classes", "few-levels"],
    ...["ties", "score-outside", "inverted"],
  ],
  classes: [],
} as const satisfies Record<string, readonly string[]>;

/**
 * Where a figure of a submission is told in words: at the findings that it shows, else where it belongs as a whole.
 *
 * @param id of the findings' table
 * @param whole where figures belong that show no finding
 * @example
 * shownBy("roc", findings, "team-1-findings", { id: "team-1-measured", text: "Measured on the answers" });
 */
export function shownBy(
  figure: keyof typeof SHOWN,
  findings: readonly Pick<Finding, "code">[],
  id: string,
  whole: Place,
): Place[] {
  const codes: readonly string[] = SHOWN[figure];
  const found = codes.filter((code) => findings.some((one) => one.code === code));
  return [whole, ...found.map((code) => ({ id: `${id}-${code}`, text: code }))];
}
