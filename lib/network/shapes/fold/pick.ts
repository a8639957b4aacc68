import type { Constant } from "../../graph/types";
import { sizeOf, stridesOf } from "../dimensions";
import { numbersOf } from "../numbers";

/**
 * An array whose elements are taken from another by their place.
 *
 * @param dimensions of what is made
 * @param from the place in the constant, axis by axis, of a place in what is made
 */
export function pick(
  constant: Constant,
  dimensions: readonly number[],
  from: (place: readonly number[]) => readonly number[],
): number[] {
  const values = numbersOf(constant);
  const strides = stridesOf(constant.dimensions);
  const outer = stridesOf(dimensions);
  return Array.from({ length: sizeOf(dimensions) }, (_, i) => {
    const place = dimensions.map((extent, axis) => Math.floor(i / outer[axis]) % extent);
    return values[from(place).reduce((sum, at, axis) => sum + at * strides[axis], 0)];
  });
}

/** A constant stretched to a shape that it broadcasts to. */
export function stretch(constant: Constant, dimensions: readonly number[]): number[] {
  const { dimensions: own } = constant;
  const skipped = dimensions.length - own.length;
  return pick(constant, dimensions, (place) =>
    own.map((extent, axis) => (extent === 1 ? 0 : place[axis + skipped])),
  );
}
