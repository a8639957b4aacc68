import type { PageRun } from "../pack/pageRun";
import { type Cuts, canTell, cutAt, cutsOf, type Judged, judged } from "./judged";
import { type Source, sourcesOf } from "./source";
import { firstState, type State } from "./state";

/** A run with all scores that there are for its rows. */
export interface Table {
  readonly run: PageRun;
  readonly sources: readonly Source[];
  readonly rows: number;
  /** How far apart the run's own attacks place a row: highest share of rank less the lowest. */
  readonly spread: Float64Array;
  /** Ids in lower case, for the search. */
  readonly searched: readonly string[];
  /** Who judges a score, by its place among the sources. */
  judged(source: number): Judged;
  /** Where a score can be cut. */
  cuts(source: number): Cuts;
  /** {@link State.cut} as a number of cuts: the default is FPR <= 5 %. */
  cutOf(state: Pick<State, "source" | "cut">): number;
  /** The rank from which on rows are flagged; Infinity = none. */
  flaggedFrom(state: Pick<State, "source" | "cut">): number;
  readonly first: State;
}

/**
 * The rows of a run as the page shows them.
 *
 * @param other the run that it is compared with, or null
 * @param index which of the page's runs it is
 * @example
 * openTable(run, null, 0).sources[0].places; // rank of each row
 */
export function openTable(run: PageRun, other: PageRun | null, index: number): Table {
  const sources = sourcesOf(run, other);
  const judgedOf = once((source: number) => judged([sources[source]]));
  const cuts = once((source: number) => cutsOf(sources[source], judgedOf(source)));
  const usual = once((source: number) => cutAt(0.05, cuts(source)));
  const cutOf = ({ source, cut }: Pick<State, "source" | "cut">) =>
    cut < 0 ? usual(source) : Math.min(cut, cuts(source).ranks.length);
  const own = sources.filter(({ isOther }) => !isOther);
  return {
    ...{ run, sources, rows: run.ids.length, judged: judgedOf, cuts, cutOf },
    spread: spreadOf(own, run.ids.length),
    searched: run.ids.map((id) => id.toLowerCase()),
    flaggedFrom: (state) => {
      const cut = cutOf(state);
      return cut === 0 ? Number.POSITIVE_INFINITY : cuts(state.source).ranks[cut - 1];
    },
    first: firstState({
      chosen: run.chosen,
      sources: { own: own.length, all: sources.length, theirs: other?.chosen ?? 0 },
      run: index,
    }),
  };
}

/**
 * Why nobody can say what a score is worth, or null.
 *
 * @example
 * whyNotJudged(table.judged(0));
 */
export function whyNotJudged(rows: Judged): string | null {
  if (canTell(rows)) return null;
  return rows.rows.length === 0
    ? "No row is known to be a member or not without having had a part in this score."
    : `All ${rows.rows.length} rows that judge this score are ${rows.members > 0 ? "members" : "non-members"}.`;
}

function spreadOf(sources: readonly Source[], rows: number): Float64Array {
  const spread = new Float64Array(rows).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { shares } of sources) {
      if (shares[row] < low) low = shares[row];
      if (shares[row] > high) high = shares[row];
    }
    if (high >= low) spread[row] = high - low;
  }
  return spread;
}

/** Computes each value once. */
function once<Value>(make: (key: number) => Value): (key: number) => Value {
  const made = new Map<number, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}
