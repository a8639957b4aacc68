import type { Judgement } from "../data/machine";
import type { Part } from "../data/part";
import type { Certainty, Leak, LeakRule, Step } from "../leak";

/** A place in words. */
export function placeOf({ cell, line }: Step): string {
  return `cell ${cell}, line ${line}`;
}

const order: readonly Certainty[] = ["sure", "likely", "look"];

/** The less sure of some. */
export function leastSure(...certainties: readonly Certainty[]): Certainty {
  const places = certainties.map((one) => order.indexOf(one));
  return order[places.reduce((most, one) => Math.max(most, one), 0)];
}

/** A leak; what only asks for a look is a note. */
export function leakOf(
  rule: LeakRule,
  certainty: Certainty,
  what: Pick<Leak, "found" | "expected" | "mend">,
  way: readonly (Step | null)[],
): Leak {
  const steps = way.filter((step): step is Step => step !== null);
  const level = certainty === "look" || rule === "threshold-rule" ? "note" : "warning";
  return { rule, level, certainty, ...what, way: steps };
}

/** Where rows were split off, if the code does it. */
export function splitOf(parts: ReadonlySet<Part>): Step | null {
  for (const part of parts) {
    for (const one of [...part.above].reverse()) if (one.split !== null) return one.split;
  }
  return null;
}

/** Whether any of the rows, or what they were cut from, came out on a side of a split. */
export function sideOf(parts: ReadonlySet<Part>, side: "train" | "test"): Part | null {
  for (const part of parts) for (const one of part.above) if (one.side === side) return one;
  return null;
}

/** What a judgement is by, in words. */
export function scoredIn({ isFigure, isWithin, at }: Judgement): string {
  const how = isWithin ? "set aside and scored" : isFigure ? "scored" : "predicted";
  return `${how} in ${placeOf(at)}`;
}

/** `split off in cell 3, line 1 and ` where the code does it. */
export function splitIn(split: Step | null): string {
  return split === null ? "" : `split off in ${placeOf(split)} and `;
}
