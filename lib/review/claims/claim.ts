/** What a claim is about. */
export type Quantity = "auc" | "tpr" | "rows" | "min" | "max" | "mean" | "std";

/**
 * The rows that a figure was measured on: own validation rows, those that the attack was fitted on, the
 * server's, the scores handed in.
 */
export type ClaimedOn = "validation" | "training" | "server" | "submission";

/** A number that somebody stated. */
export interface Claim {
  /** Where it stands: a report, a README, a notebook. */
  readonly source: string;
  /** Null where the source does not say. */
  readonly model: string | null;
  readonly on: ClaimedOn;
  readonly quantity: Quantity;
  /** The course's year; null where the source does not say. */
  readonly edition: number | null;
  /** Limit on the false-positive rate; null but for a TPR. */
  readonly atFpr: number | null;
  readonly value: number;
  /** Decimals that were stated: the claim holds if the truth rounds to it. */
  readonly decimals: number;
}

/** Figures that are taken from one source; a report states some fifty. */
export const mostClaims = 1000;
/** Characters of the name of a model or a source. */
export const longestName = 120;

/** What one source states. */
export interface StatedFigures {
  readonly claims: Claim[];
  /** How many figures it states beyond the first thousand. */
  readonly leftOut: number;
}

/** Statistics of the scores that were handed in. */
export const scoreQuantities: readonly Quantity[] = ["rows", "min", "max", "mean", "std"];

/** Beyond the digits of a float64 more of them say nothing. */
const mostDecimals = 20;

/**
 * How many decimals a number is written with, its exponent counted in; from 0 to 20.
 *
 * @example
 * decimalsOf("0.5090"); // 4
 * decimalsOf("9e-1"); // 1
 */
export function decimalsOf(text: string): number {
  const [digits, exponent = "0"] = text.toLowerCase().split("e");
  const point = digits.indexOf(".");
  const written = point < 0 ? 0 : digits.trimEnd().length - point - 1;
  return Math.min(Math.max(written - Number(exponent), 0), mostDecimals);
}

/**
 * Whether a claim says too little to be borne out or refuted: half of all rates round to "1", half to
 * "0". Counts of rows have no decimals.
 *
 * @example
 * saysNothing({ quantity: "auc", decimals: 0 }); // true
 */
export function saysNothing({ quantity, decimals }: Pick<Claim, "quantity" | "decimals">): boolean {
  return quantity !== "rows" && decimals === 0;
}

/**
 * Whether a number rounds to what is claimed.
 *
 * @example
 * agrees({ value: 0.509, decimals: 4 }, 0.50897); // true
 */
export function agrees({ value, decimals }: Pick<Claim, "value" | "decimals">, truth: number) {
  return Math.abs(value - truth) <= 0.5 * 10 ** -decimals * (1 + 1e-9) + 1e-12;
}

/**
 * A claim in words.
 *
 * @example
 * describeClaim(claim); // "MLP, server: TPR at FPR <= 0.05 is 0.145"
 */
export function describeClaim(claim: Claim): string {
  const { model, on, edition, quantity, atFpr, value } = claim;
  const name = quantity === "tpr" ? `TPR at FPR <= ${atFpr}` : quantity;
  const year = edition === null ? "" : ` ${edition}`;
  return `${model ?? "no model named"}, ${on}${year}: ${name} is ${value}`;
}
