import { Xoshiro128 } from "../../numeric/random";
import { normals } from "./normalsKernel";
import { BYTES, type Pixels, type Step } from "./step";

/**
 * Independent Gaussian noise on every value; bytes are rounded (halves up) and cut to 0 .. 255. Each image has
 * a generator of its own, seeded by its row: the same row has the same noise in every run, in
 * whichever batch it is read.
 *
 * @param sd standard deviation on the scale from black, 0, to white, 1: .05 is 12.75 bytes
 * @throws RangeError if it is negative or not finite
 * @see Box and Muller, A note on the generation of random normal deviates (1958)
 * @example
 * noise(0.05).name; // "noise(0.05)"
 */
export function noise(sd: number): Step {
  const name = `noise(${sd})`;
  if (!(sd >= 0 && sd < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`view: found ${name}, expected a standard deviation from 0`);
  }
  return {
    name,
    turns: false,
    change(from, to, _size, index, levels = BYTES) {
      const range = levels.white - levels.black;
      if (levels.whole) return addToBytes(from, to, normals(index, from.length, range * sd));
      const generator = new Xoshiro128(index);
      for (let i = 0; i < from.length; i += 2) {
        // One more than the draw, so that the logarithm never sees 0.
        const uniform = (generator.uint32() + 1) / 2 ** 32;
        const angle = (2 * Math.PI * generator.uint32()) / 2 ** 32;
        const radius = range * sd * Math.sqrt(-2 * Math.log(uniform));
        to[i] = from[i] + radius * Math.cos(angle);
        if (i + 1 < from.length) to[i + 1] = from[i + 1] + radius * Math.sin(angle);
      }
    },
  };
}

/** What is added is the same up to its last bits, which no byte shows. */
function addToBytes(from: Pixels, to: Pixels, added: Float64Array): void {
  for (let i = 0; i < from.length; i++) {
    to[i] = Math.min(255, Math.max(0, Math.floor(from[i] + added[i] + 0.5)));
  }
}
