import { agrees, type Claim, saysNothing } from "./claim";
import { type Evidence, measuredScore } from "./evidence";

/** How well the score statistics that a source states for a model fit a file. */
export interface ModelMatch {
  readonly source: string;
  /** Null where the source names none. */
  readonly model: string | null;
  /** How many of the statistics agree. */
  readonly agreeing: number;
  readonly stated: number;
}

/**
 * For each source and model that state score statistics (range, mean, std): how many fit the file.
 * Those without decimals fit anything, and do not count.
 *
 * @returns the best first
 * @example
 * matchModels(claims, evidence)[0]; // { source: "report", model: "MLP", agreeing: 4, stated: 4 }
 */
export function matchModels(claims: readonly Claim[], evidence: Evidence): ModelMatch[] {
  const matches = new Map<string, ModelMatch>();
  for (const claim of claims) {
    if (claim.on !== "submission" || claim.quantity === "rows") continue;
    if (saysNothing(claim)) continue;
    const { source, model } = claim;
    const key = JSON.stringify([source, model]);
    const { agreeing = 0, stated = 0 } = matches.get(key) ?? {};
    const truth = measuredScore(claim.quantity, evidence);
    const fit = truth !== null && agrees(claim, truth) ? 1 : 0;
    matches.set(key, { source, model, agreeing: agreeing + fit, stated: stated + 1 });
  }
  return [...matches.values()].sort((a, b) => b.agreeing / b.stated - a.agreeing / a.stated);
}

/**
 * Whether all statistics fit, and there are enough of them to mean something.
 *
 * @example
 * fits({ source: "report", model: "MLP", agreeing: 4, stated: 4 }); // true
 */
export function fits({ agreeing, stated }: Pick<ModelMatch, "agreeing" | "stated">): boolean {
  return agreeing === stated && stated >= 2;
}
