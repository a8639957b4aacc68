import { bounds, type Estimate } from "../../metrics";
import { type Cost, knownMistakes } from "../mistakes";
import { shownBy } from "./ahead";
import { counted, listed, share, withInterval } from "./words";

/** A cost with its interval, turned so that above 0 is better without the mistake. */
interface Weighed {
  readonly cost: Cost;
  readonly better: Estimate;
}

/**
 * Which mistakes cost something on these rows, a sentence each, then those of which nothing is shown.
 *
 * @param costs of all mistakes, as `mistakes` measures them
 * @returns empty without costs
 * @example
 * costSentences(costs)[0]; // "**a** (the calibrated model is thrown away): worse Brier score: RF by .012 [.004, .020]."
 */
export function costSentences(costs: readonly Cost[]): string[] {
  const letters = [...new Set(costs.map(({ mistake }) => mistake))].sort();
  const told = letters.map((letter) => {
    const own = costs.filter(({ mistake }) => mistake === letter);
    return { letter, clauses: [...weighedClauses(own), ...countedClauses(own)] };
  });
  const nothing = told.filter(({ clauses }) => clauses.length === 0).map(({ letter }) => letter);
  return [
    ...told.flatMap(({ letter, clauses }) => {
      if (clauses.length === 0) return [];
      return [`**${letter}** (${knownMistakes[letter].what}): ${clauses.join("; ")}.`];
    }),
    ...(nothing.length > 0 ? [`Nothing is shown of ${listed(nothing)}.`] : []),
    ...luckSentence(costs),
  ];
}

function weighed(costs: readonly Cost[]): Weighed[] {
  return costs.flatMap((cost) => {
    const { quantity, "corrected - published": difference } = cost;
    if (difference === null) return [];
    return [{ cost, better: quantity.startsWith("Brier") ? turned(difference) : difference }];
  });
}

function turned({ value, low, high }: Estimate): Estimate {
  const ends = { low: high === null ? null : -high, high: low === null ? null : -low };
  return { value: -value, ...ends };
}

/** What intervals that leave 0 out say, figure by figure. */
function weighedClauses(costs: readonly Cost[]): string[] {
  const known = weighed(costs);
  const quantities = [...new Set(known.map(({ cost }) => cost.quantity))];
  return quantities.flatMap((quantity) => {
    const own = known.filter(({ cost }) => cost.quantity === quantity);
    const of = (shown: "ahead" | "behind") => own.filter(({ better }) => shownBy(better) === shown);
    return [...clause(of("ahead"), "worse"), ...clause(of("behind"), "better")];
  });
}

/** @param how the figure is with the mistake */
function clause(found: readonly Weighed[], how: "worse" | "better"): string[] {
  if (found.length === 0) return [];
  const [{ cost }] = found;
  const models = found.map(({ cost: { model }, better }) => {
    return `${model} by ${withInterval(how === "worse" ? better : turned(better))}`;
  });
  const printed = how === "worse" ? "too bad" : "too good";
  const said = knownMistakes[cost.mistake].flatters ? printed : how;
  return [`${said} ${cost.quantity}: ${listed(models)}`];
}

/** Figures that have no interval because no luck of the rows is in them. */
function countedClauses(costs: readonly Cost[]): string[] {
  const counts = costs.filter((cost) => cost["corrected - published"] === null);
  const differing = counts.filter((cost) => cost["as published"] !== cost.corrected);
  if (differing.length === 0) return [];
  const [{ mistake, quantity }] = differing;
  if (mistake === "f") return [`${counted(differing[0].corrected, "image")} once more than needed`];
  const models = differing.map(({ model, "as published": published, corrected }) => {
    return `${model} ${share(published)} instead of ${share(corrected)}`;
  });
  return [`${quantity}: ${listed(models)}`];
}

/** Each interval leaves out 0 once in twenty times by luck alone. */
function luckSentence(costs: readonly Cost[]): string[] {
  const intervals = weighed(costs).filter(({ better }) => bounds(better) !== null);
  if (intervals.length === 0) return [];
  const shown = intervals.filter(({ better }) => shownBy(better) !== "neither").length;
  const byLuck = Number((intervals.length / 20).toFixed(1));
  return [
    `Of ${counted(intervals.length, "interval")} ${shown} leave out 0; luck alone would have some ${byLuck} do so.`,
  ];
}
