import { listed } from "../summary/words";
import type { FlaggedCount, Strength } from "./verdict";

/** What decides what a run could not say. */
export interface Looked {
  readonly judged: Strength;
  readonly found: Strength | null;
  readonly flagged: readonly FlaggedCount[];
  /** Whether a guarantee of differential privacy was given. */
  readonly isPromised: boolean;
  readonly further: readonly string[];
}

/**
 * What a run says nothing of, a phrase each, so that silence is not taken for a good answer.
 *
 * @example
 * notTested({ judged, found: null, flagged: [], isPromised: false, further: [] })[0];
 * // "whether the private rows bear it out: their membership was not given"
 */
export function notTested({ judged, found, flagged, isPromised, further }: Looked): string[] {
  const unresolved = Object.entries(judged.tpr).flatMap(([limit, { note }]) =>
    note === undefined ? [] : [`FPR ${limit}`],
  );
  const others = (judged.rows - judged.members).toLocaleString("en-US");
  return [
    ...(found === null
      ? ["whether the private rows bear it out: their membership was not given"]
      : []),
    ...(unresolved.length > 0
      ? [`the TPR at ${listed(unresolved)}: too few non-members (${others}) to resolve it`]
      : []),
    ...(flagged.length === 0 ? ["who is exposed, row by row"] : []),
    ...(isPromised ? [] : ["a promise of differential privacy: none was given (dp)"]),
    ...further.map((phrase) => phrase.split("`").join("")),
  ];
}
