import { BYTES, type Step } from "./step";

/**
 * Every value's distance from black times a factor, cut at white; bytes are rounded (halves up).
 *
 * @param factor 0 or more: below 1 darker, above 1 brighter
 * @throws RangeError if the factor is negative or not finite
 * @example
 * brightness(0.7).name; // "brightness(0.7)"
 */
export function brightness(factor: number): Step {
  const name = `brightness(${factor})`;
  if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`view: found ${name}, expected a factor from 0`);
  }
  const table = Uint8Array.from({ length: 256 }, (_, byte) =>
    Math.min(255, Math.floor(byte * factor + 0.5)),
  );
  return {
    name,
    turns: false,
    change(from, to, _size, _index, { black, white, whole } = BYTES) {
      if (!whole) {
        for (let i = 0; i < from.length; i++) {
          to[i] = Math.min(Math.max(white, from[i]), black + (from[i] - black) * factor);
        }
        return;
      }
      for (let i = 0; i < from.length; i++) to[i] = table[from[i]];
    },
  };
}
