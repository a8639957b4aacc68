import type { Convolution } from "../../network";

/**
 * A convolution's weight as the graph multiplies by it: [taps, inChannels, outChannels] of the taps
 * that see the map, from [outChannels, inChannels, kernel, kernel].
 *
 * @example
 * packWeight(layer, layer.weight, windows.taps);
 */
export function packWeight(
  layer: Pick<Convolution, "inChannels" | "outChannels" | "kernel">,
  weight: Float32Array,
  taps: readonly number[],
): Float32Array {
  const packed = new Float32Array(taps.length * layer.inChannels * layer.outChannels);
  places(layer, taps, (place, original) => {
    packed[place] = weight[original];
  });
  return packed;
}

/**
 * Puts the taps of a packed weight back among those that saw padding only.
 *
 * @param rest [outChannels, inChannels, kernel, kernel]: what the other taps hold
 * @example
 * unpackWeight(layer, packed, windows.taps, layer.weight);
 */
export function unpackWeight(
  layer: Pick<Convolution, "inChannels" | "outChannels" | "kernel">,
  packed: Float32Array,
  taps: readonly number[],
  rest: Float32Array,
): Float32Array {
  const weight = rest.slice();
  places(layer, taps, (place, original) => {
    weight[original] = packed[place];
  });
  return weight;
}

function places(
  { inChannels, outChannels, kernel }: Pick<Convolution, "inChannels" | "outChannels" | "kernel">,
  taps: readonly number[],
  visit: (place: number, original: number) => void,
): void {
  const cells = kernel * kernel;
  let place = 0;
  for (const tap of taps) {
    for (let input = 0; input < inChannels; input++) {
      for (let output = 0; output < outChannels; output++) {
        visit(place++, (output * inChannels + input) * cells + tap);
      }
    }
  }
}
