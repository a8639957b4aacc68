/**
 * One run as the explorer's page has it: columns, one entry a row; the public rows first, then the
 * private ones. What a run does not have is null or an empty list, never made up.
 */
export interface ExplorerRun {
  /** The folder's own name, without its path. */
  readonly name: string;
  readonly ids: readonly string[];
  /** How many of the rows are public. */
  readonly publicRows: number;
  /** Names of the classes by number; "0", "1" where the data name none. */
  readonly classes: readonly string[];
  /** The class of each row, -1 = unknown. */
  readonly labels: Int16Array;
  /** What the network says, -1 = unknown. */
  readonly predicted: Int16Array;
  /** 1 = member, 0 = non-member, -1 = nobody knows. */
  readonly membership: Int8Array;
  /** Every score of the run; at least one. */
  readonly attacks: readonly ExplorerAttack[];
  /** Which of `attacks` the run hands in. */
  readonly chosen: number;
  /** Share of known non-members that score at least as high as the row, NaN = not computed. */
  readonly pValues: Float32Array;
  /** Bit 0: flagged at a false-discovery rate of 5 %, bit 1: at 10 %. */
  readonly flags: Uint8Array;
  /** Predictors of each row, NaN = missing. */
  readonly features: readonly ExplorerColumn[];
  /** phi of the true class in each view that was looked at, "plain" first. */
  readonly views: readonly ExplorerColumn[];
  /** What reference models say: mean phi of those with and without the row. */
  readonly references: { readonly with: Float32Array; readonly without: Float32Array } | null;
  /** Nearest public rows by activation, `count` a row, -1 = none; by what `measure`. */
  readonly neighbours: {
    readonly count: number;
    readonly rows: Int32Array;
    readonly measure: string;
  } | null;
  readonly images: ExplorerImages | null;
  /** What was left out or guessed, in sentences. */
  readonly notes: readonly string[];
}

/** One column of numbers with its name. */
export interface ExplorerColumn {
  readonly name: string;
  readonly values: Float32Array;
}

/** Scores of one attack. */
export interface ExplorerAttack {
  /** As scores_public.csv names the column. */
  readonly name: string;
  readonly protocol: string;
  /** High = member; NaN = not scored. */
  readonly scores: Float64Array;
  /** 1 where no row's own membership took part in its score, so that the row may judge it. */
  readonly judges: Uint8Array;
}

/** Thumbnails on sheets: row r is at place `places[r]` of all places, row by row, sheet by sheet. */
export interface ExplorerImages {
  readonly width: number;
  readonly height: number;
  /** Thumbnails a line, and a sheet. */
  readonly perLine: number;
  readonly perSheet: number;
  /** Base64 of each sheet. */
  readonly sheets: readonly string[];
  readonly mediaType: "image/webp" | "image/png" | "image/jpeg";
  /** -1 where the page has no picture of the row. */
  readonly places: Int32Array;
}
