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
  for (let at = 0; at < inputs * outputs; at++) {
    const from = Math.floor(at / outputs);
    const to = at % outputs;
    const y = Math.floor(from / map.width) - Math.floor(to / output.width) * stride + padding;
    const x = (from % map.width) - (to % output.width) * stride + padding;
    if (y < 0 || y >= kernel || x < 0 || x >= kernel) continue;
    const cell = y * kernel + x;
    for (let i = 0; i < inChannels; i++) {
      const row = (i * inputs + from) * outChannels * outputs;
      for (let o = 0; o < outChannels; o++) {
        dense[row + o * outputs + to] = weight[(o * inChannels + i) * kernel * kernel + cell];
      }
    }
  }
}
