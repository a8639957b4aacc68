/** What a claim is about. */
export type Quantity = "auc" | "tpr" | "rows" | "min" | "max" | "mean" | "std";

/** The rows that a figure was measured on: own validation rows, the server's, the scores handed in. */
export type ClaimedOn = "validation" | "server" | "submission";

/** A number that somebody stated. */
export interface Claim {
  /** Where it stands: a report, a README, a notebook. */
  readonly source: string;
  /** Null where the source does not say. */
  readonly model: string | null;
  readonly on: ClaimedOn;
  readonly quantity: Quantity;
  /** Limit on the false-positive rate; null but for a TPR. */
  readonly atFpr: number | null;
  readonly value: number;
  /** Decimals that were stated: the claim holds if the truth rounds to it. */
  readonly decimals: number;
}

/** Statistics of the scores that were handed in. */
export const scoreQuantities: readonly Quantity[] = ["rows", "min", "max", "mean", "std"];

/**
 * How many decimals a number is written with.
 *
 * @example
 * decimalsOf("0.5090"); // 4
 */
export function decimalsOf(text: string): number {
  return /\.(\d+)/.exec(text)?.[1].length ?? 0;
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
export function describeClaim({ model, on, quantity, atFpr, value }: Claim): string {
  const name = quantity === "tpr" ? `TPR at FPR <= ${atFpr}` : quantity;
  return `${model ?? "no model named"}, ${on}: ${name} is ${value}`;
}
