import { AS_STORED, type Normalization, type Reading } from "../../inference";
import type { Network, Unsaid } from "../../network";

/** How the inputs of a run were read, so that the same files give the same figures again. */
export interface ReadAs {
  /** One line: what network was made of the model's file. */
  readonly network: string;
  /** Which of several models in the file was asked for; null: the one that it has, or the trained one. */
  readonly weights: string | null;
  /** As asked for: "auto", or how the network begins. */
  readonly stem: string;
  /** What weights do not say and was said; null: as is usual. */
  readonly unsaid: Unsaid | null;
  /** The year of the course whose spelling of files was taken. */
  readonly edition: number;
  /** What was done to images before mean and std, where they were not taken as stored. */
  readonly preprocessing: Readonly<Record<string, unknown>>;
  /** Null where outputs were given and nothing was run. */
  readonly normalization: Normalization | null;
}

/** What was settled of how files are read. */
export interface Settled {
  readonly weights?: string | null;
  readonly stem: string;
  readonly unsaid?: Unsaid | null;
  readonly reading: Pick<Reading, "preprocessing"> & {
    readonly edition: Pick<Reading["edition"], "year">;
  };
  /** With the file that it comes from, where it comes from one. */
  readonly normalization: Normalization & { readonly file?: string | null };
}

/**
 * What was settled, as metrics.json holds it: values alone, since names of folders are nobody's affair.
 *
 * @example
 * readAs(network, { ...opening, ...target, weights }).edition; // 2025
 */
export function readAs(
  { summary, outputsAlone }: Pick<Network, "summary"> & { readonly outputsAlone?: true },
  { weights = null, stem, unsaid = null, reading, normalization }: Settled,
): ReadAs {
  const { edition, preprocessing } = reading;
  const steps = Object.entries(AS_STORED).flatMap(([step, stored]) => {
    const value = preprocessing[step as keyof typeof AS_STORED];
    return value === stored || step === "mean" || step === "std" ? [] : [[step, value]];
  });
  const { mean, std, scale } = normalization;
  return {
    ...{ network: summary, weights, stem, unsaid, edition: edition.year },
    preprocessing: Object.fromEntries(steps),
    normalization: outputsAlone ? null : { mean, std, ...(scale === undefined ? {} : { scale }) },
  };
}
