import type { EpsilonBound } from "../epsilon";
import type { Guarantee } from "./guarantee";

/** A guarantee beside what was measured. */
export interface Confronted extends Omit<Guarantee, "training"> {
  /** Whether a lower bound on the same rows is above what was promised. */
  readonly contradicted: boolean;
  /** Sentences for people, with both numbers. */
  readonly says: string;
}

/** The method that decides, settled beforehand: it needs least, and holds for one training. */
const DECIDES = "one-run";

/** What a test of members against non-members can contradict. */
const ADJACENCY =
  "The rows test whether a record was in or out, so this speaks of a guarantee for adding or removing a record; one for replacing a record is another promise, and not tested here.";

/**
 * Holds a guarantee against lower bounds on epsilon at its delta.
 *
 * @param bounds at the guarantee's delta
 * @throws RangeError if they are at another delta
 * @example
 * confront(readGuarantee({ epsilon: 8, delta: 1e-5 }), epsilonBounds(membership, scores)).contradicted;
 */
export function confront(
  { epsilon, delta, accountant }: Guarantee,
  bounds: readonly EpsilonBound[],
): Confronted {
  const bound = bounds.find(({ method }) => method === DECIDES);
  if (bound === undefined || bound.delta !== delta) {
    throw new RangeError(`bounds: found delta ${bound?.delta}, expected ${delta}, the guarantee's`);
  }
  const contradicted = bound.epsilon > epsilon;
  const sure = `${Number((100 * bound.confidence).toPrecision(6))} %`;
  const measured = `an epsilon of at least ${shown(bound.epsilon)} (${DECIDES}, confidence ${sure})`;
  const promised = `at most ${shown(epsilon)} at delta ${delta} is promised`;
  const verdict = contradicted
    ? `The guarantee is contradicted: the rows show ${measured}, where ${promised}.`
    : `The guarantee is not contradicted: the rows show ${measured}, and ${promised}; what lies between is not known.`;
  return { epsilon, delta, accountant, contradicted, says: `${verdict} ${ADJACENCY}` };
}

function shown(epsilon: number): string {
  return String(Number(epsilon.toFixed(2)));
}
