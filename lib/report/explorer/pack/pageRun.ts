import type { ExplorerImages, ExplorerRun } from "../explorerRun";
import type { Ranked } from "./ranked";

/** An attack as the page knows it. */
export interface PageAttack extends Ranked {
  readonly name: string;
  readonly protocol: string;
  readonly judges: Uint8Array;
}

/** Thumbnails whose sheets stand beside the run in the page. */
export interface PageImages extends Omit<ExplorerImages, "sheets"> {
  /** How many sheets there are. */
  readonly sheets: number;
}

/** A run as it comes out of the page: {@link ExplorerRun} with its scores by their order. */
export interface PageRun extends Omit<ExplorerRun, "attacks" | "images"> {
  readonly attacks: readonly PageAttack[];
  readonly images: PageImages | null;
}

/** What stands before the arrays: all that is not an array, and what the arrays are. */
export interface Header
  extends Pick<ExplorerRun, "name" | "ids" | "publicRows" | "classes" | "chosen" | "notes"> {
  readonly attacks: readonly { readonly name: string; readonly protocol: string }[];
  readonly features: readonly string[];
  readonly views: readonly string[];
  readonly references: boolean;
  readonly neighbours: { readonly count: number; readonly measure: string } | null;
  readonly images: Omit<PageImages, "places"> | null;
  /** Kind and length of each array, in the order in which they follow. */
  readonly arrays: readonly (readonly [string, number])[];
}
