import { type MapSize, type WindowShape, windowedSize } from "./mapSize";

/** How a convolution moves over a map, and its channels. */
export interface ConvolutionShape extends WindowShape {
  readonly inChannels: number;
  readonly outChannels: number;
}

/**
 * Writes a convolution on a map of one size as one matrix, from all of the map's numbers to
 * all of the output's: [inChannels x positions, outChannels x output positions], row-major, positions
 * row by row; 0 where an output does not see an input. On maps smaller than the kernel this has fewer
 * products than the convolution, whose windows see mostly padding there.
 *
 * @param dense as many zeros as the matrix has numbers
 * @param weight the convolution's, [outChannels, inChannels, kernel, kernel]
 * @example
 * const dense = new Float32Array(256 * 4 * 256 * 4);
 * denseWeightInto(dense, weight, convolution, { height: 2, width: 2 });
 */
export function denseWeightInto(
  dense: Float32Array,
  weight: Float32Array,
  shape: ConvolutionShape,
  map: MapSize,
): void {
  const { inChannels, outChannels, kernel, stride, padding } = shape;
  const output = windowedSize(map, shape);
  const outputs = output.height * output.width;
  const inputs = map.height * map.width;
  const seen: { readonly at: number; readonly cell: number }[] = [];
  for (let from = 0; from < inputs; from++) {
    for (let to = 0; to < outputs; to++) {
      const y = Math.floor(from / map.width) - Math.floor(to / output.width) * stride + padding;
      const x = (from % map.width) - (to % output.width) * stride + padding;
      if (y < 0 || y >= kernel || x < 0 || x >= kernel) continue;
      seen.push({ at: from * outChannels * outputs + to, cell: y * kernel + x });
    }
  }
  const places = Int32Array.from(seen, ({ at }) => at);
  const cells = Int32Array.from(seen, ({ cell }) => cell);
  // outputs inside of inputs: then both matrices are walked in the order in which they lie
  for (let i = 0; i < inChannels; i++) {
    for (let o = 0; o < outChannels; o++) {
      const to = i * inputs * outChannels * outputs + o * outputs;
      const from = (o * inChannels + i) * kernel * kernel;
      for (let k = 0; k < places.length; k++) dense[to + places[k]] = weight[from + cells[k]];
    }
  }
}
