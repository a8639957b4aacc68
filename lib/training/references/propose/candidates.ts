import type { Recipe } from "../recipe";

/** A recipe that is tried, and what it is called. */
export interface Candidate {
  readonly name: string;
  readonly recipe: Recipe;
}

/** What recipes differ in that targets show: where they begin, how far they go, how they end. */
const CHANGES: readonly (readonly [name: string, change: Partial<Recipe>])[] = [
  ["as asked", {}],
  ["shorter", { epochs: 2, tail: 1, learningRate: 0.02 }],
  ["augmented to the end", { epochs: 8, tail: 0 }],
  ["augmented to the end, longer", { epochs: 16, tail: 0 }],
  ["labels smoothed", { epochs: 8, tail: 0, labelSmoothing: 0.1 }],
  ["longer tail", { epochs: 6, tail: 8 }],
  ["from scratch", { from: "scratch", epochs: 40, tail: 0, learningRate: 0.1 }],
  ["from scratch, with a tail", { from: "scratch", epochs: 40, tail: 4, learningRate: 0.1 }],
];

/**
 * The recipes that a search tries, cheapest first; what is asked for otherwise stays.
 *
 * @example
 * candidatesFor(recipe)[0].recipe.epochs; // 2
 */
export function candidatesFor(asked: Recipe): Candidate[] {
  return CHANGES.map(([name, change]) => ({ name, recipe: { ...asked, ...change } })).sort(
    (one, other) => epochsOf(one) - epochsOf(other),
  );
}

function epochsOf({ recipe: { epochs, tail } }: Candidate): number {
  return epochs + tail;
}
