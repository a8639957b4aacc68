/** The panels beside the table. */
export const PANELS = ["record", "threshold", "compare", "classes"] as const;
export type Panel = (typeof PANELS)[number];

/** Rows between two values of a column, both included; null = no end. */
export interface Range {
  readonly column: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a person has chosen. All of it stands in the page's address. */
export interface State {
  /** Which of the page's runs is looked at. */
  readonly run: number;
  readonly panel: Panel;
  /** The score at hand, as its place among the sources. */
  readonly source: number;
  readonly sort: string;
  readonly descending: boolean;
  /** The record at hand, -1 = none. */
  readonly row: number;
  /** How many of the score's cuts are flagged, -1 = as many as FPR <= 5 % allows. */
  readonly cut: number;
  /** Share of members that is supposed, above 0 and below 1. */
  readonly prior: number;
  /** The two scores that are compared. */
  readonly x: number;
  readonly y: number;
  /** Columns beside those that are always there. */
  readonly extra: readonly string[];
  /** A part of the id. */
  readonly text: string;
  readonly part: "all" | "public" | "private";
  /** Numbers of classes, all if empty. */
  readonly classes: readonly number[];
  readonly right: "all" | "right" | "wrong";
  readonly member: "all" | "members" | "others" | "unknown";
  readonly flagged: "all" | "5" | "10" | "threshold";
  /** Only rows that attacks rank very differently. */
  readonly disagree: boolean;
  readonly ranges: readonly Range[];
  /** Shares of rank: x from, x to, y from, y to. */
  readonly brush: readonly number[] | null;
}

/** What narrows the table down. */
export const FILTERS = [
  ...(["text", "part", "classes", "right", "member"] as const),
  ...(["flagged", "disagree", "ranges", "brush"] as const),
] satisfies readonly (keyof State)[];

/** What is chosen before anybody chooses. */
export function firstState({
  chosen,
  sources,
  run = 0,
}: {
  /** The score that the run hands in. */
  readonly chosen: number;
  /** The first of the other run's scores, or how many scores there are. */
  readonly sources: { readonly own: number; readonly all: number; readonly theirs: number };
  readonly run?: number;
}): State {
  const another = sources.all > sources.own ? sources.own + sources.theirs : chosen === 0 ? 1 : 0;
  return {
    ...{ run, panel: "threshold", source: chosen, sort: "score", descending: true, row: -1 },
    ...{ cut: -1, prior: 0.5, x: Math.min(another, sources.all - 1), y: chosen, extra: [] },
    ...{ text: "", part: "all", classes: [], right: "all", member: "all", flagged: "all" },
    ...{ disagree: false, ranges: [], brush: null },
  };
}

/**
 * The same with no filter.
 *
 * @example
 * withoutFilters(state, firstState(table));
 */
export function withoutFilters(state: State, first: State): State {
  return { ...state, ...Object.fromEntries(FILTERS.map((name) => [name, first[name]])) };
}
