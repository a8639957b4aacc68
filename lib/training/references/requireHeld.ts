import { UsageError } from "../../commandLine";

/** Numbers that one array holds, in Node.js 20. */
export const MOST_NUMBERS = 2 ** 32 - 1;

/**
 * What all models say of a set becomes one array at the end; that it will be one is settled before any
 * of them is trained.
 *
 * @param sets of images, by name
 * @throws UsageError if the array would hold more numbers than arrays can
 * @example
 * requireHeld(2 * recipe.pairs, sets, target.classes);
 */
export function requireHeld(
  models: number,
  sets: Readonly<Record<string, { readonly ids: { readonly length: number } }>>,
  classes: number,
): void {
  for (const [set, { ids }] of Object.entries(sets)) {
    const numbers = models * ids.length * classes;
    if (numbers <= MOST_NUMBERS) continue;
    const pairs = Math.floor(MOST_NUMBERS / (2 * ids.length * classes));
    throw new UsageError(
      `--pairs: found ${models / 2}, whose outputs of ${ids.length} ${set} images and ${classes} classes are ${numbers} numbers, expected ${pairs} at most`,
    );
  }
}
