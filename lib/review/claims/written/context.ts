import type { ClaimedOn, Quantity } from "../claim";
import type { Token } from "./token";

/** What figures are of, as far as what stands around them says. */
export interface Context {
  readonly on: ClaimedOn | null;
  readonly model: string | null;
  readonly edition: number | null;
}

/** A figure as it is written, with what it is of. */
export interface WrittenFigure extends Context {
  readonly quantity: Quantity;
  /** Of a TPR; null where nothing near it says. */
  readonly atFpr: number | null;
  readonly value: number;
  readonly decimals: number;
}

export const nothingKnown: Context = { on: null, model: null, edition: null };

/**
 * What a heading or a label says that figures under it are of.
 *
 * @example
 * contextOf(tokensOf("Leaderboard, 2025")); // { on: "server", model: null, edition: 2025 }
 */
export function contextOf(tokens: readonly Token[]): Context {
  const [on] = tokens.flatMap((token) => (token.kind === "on" ? [token.on] : []));
  const [model] = tokens.flatMap((token) => (token.kind === "model" ? [token.model] : []));
  const [edition] = tokens.flatMap((token) => (token.kind === "edition" ? [token.edition] : []));
  return { on: on ?? null, model: model ?? null, edition: edition ?? null };
}

/**
 * What is said nearer to a figure goes before what is said further off.
 *
 * @example
 * within({ on: "server", model: null, edition: null }, section);
 */
export function within(near: Context, far: Context): Context {
  return {
    on: near.on ?? far.on,
    model: near.model ?? far.model,
    edition: near.edition ?? far.edition,
  };
}
