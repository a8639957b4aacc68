import { limits } from "../../../files";
import type { Fail } from "./fail";

/**
 * Names of a model's augmentations. One is the plain image, two are it and its mirror image; as
 * tensorflow/privacy makes them, 2 n x n are all shifts of the plain and then of the mirrored image, of which
 * the middle ones are not moved. Of other numbers the first is taken as plain.
 *
 * @throws InputError through `fail` if there are more than images have reason to have
 * @returns names, and which place each has, "plain" first
 * @example
 * augmentationNames(2, fail); // names ["plain", "flip"], places [0, 1]
 */
export function augmentationNames(
  count: number,
  fail: Fail,
): {
  readonly names: readonly string[];
  readonly places: readonly number[];
  readonly notes: readonly string[];
} {
  if (count > limits.views) return fail(`${count} augmentations`, `${limits.views} at most`);
  const side = Math.sqrt(count / 2);
  const isGrid = Number.isInteger(side) && side % 2 === 1;
  const plain = isGrid ? (side * side - 1) / 2 : 0;
  const named = new Map([[plain, "plain"]]);
  if (isGrid) named.set(plain + side * side, "flip");
  const others = Array.from({ length: count }, (_, place) => place).filter(
    (place) => !named.has(place),
  );
  return {
    names: [...named.values(), ...others.map((place) => `augmentation-${place}`)],
    places: [...named.keys(), ...others],
    notes: notesOf(count, plain, isGrid),
  };
}

function notesOf(count: number, plain: number, isGrid: boolean): string[] {
  if (count === 1) return [];
  const other = isGrid ? `, number ${plain + count / 2} as the mirrored one` : "";
  return [`${count} augmentations a row: number ${plain} is taken as the plain image${other}`];
}
