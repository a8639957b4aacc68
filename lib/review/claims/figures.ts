import { agrees, type Claim } from "./claim";

/** Figures of one source about one thing, to be asked for the one that comes nearest to another. */
export class Figures {
  /** By decimals, of which there are few, in the order of their values. */
  readonly #ascending: ReadonlyMap<number, readonly Claim[]>;

  /** @param claims at least one */
  constructor(claims: readonly Claim[]) {
    const byDecimals = new Map<number, Claim[]>();
    for (const claim of claims) {
      const alike = byDecimals.get(claim.decimals);
      if (alike === undefined) byDecimals.set(claim.decimals, [claim]);
      else alike.push(claim);
    }
    for (const alike of byDecimals.values()) alike.sort((a, b) => a.value - b.value);
    this.#ascending = byDecimals;
  }

  /** The nearest figure; null if one of them is the claim's, at the decimals that both have. */
  contradicting(claim: Claim): Claim | null {
    let nearest: Claim | null = null;
    for (const [their, ascending] of this.#ascending) {
      const decimals = Math.min(claim.decimals, their);
      for (const one of around(ascending, claim.value)) {
        if (agrees({ value: claim.value, decimals }, one.value)) return null;
        if (nearest === null || distance(one, claim) < distance(nearest, claim)) nearest = one;
      }
    }
    return nearest;
  }
}

const distance = (a: Claim, b: Claim) => Math.abs(a.value - b.value);

/** The claims on either side of a value. */
function around(ascending: readonly Claim[], value: number): readonly Claim[] {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle].value < value) low = middle + 1;
    else high = middle;
  }
  return ascending.slice(Math.max(low - 1, 0), low + 1);
}
