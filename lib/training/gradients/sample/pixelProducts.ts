import { sizeOf, type Window } from "../../../network/shapes";
import type { BackwardGraph } from "../../backward";

/** A convolution of one group over a map of two axes. */
export interface MapConvolution {
  readonly window: Window;
  /** Of the map. */
  readonly extents: readonly number[];
  readonly inChannels: number;
  readonly outChannels: number;
}

/**
 * Multiplications of {@link pixelNorms} for one image: products of pixels, products of places, and what
 * windows add up along either axis.
 */
export function pixelCost({ window, extents, inChannels, outChannels }: MapConvolution): number {
  const [pixels, places] = [sizeOf(extents), sizeOf(window.outputs)];
  const [height, width] = extents;
  const [rows, columns] = window.outputs;
  const windows = (rows * height * width) ** 2 + (rows * width * columns) ** 2;
  return pixels ** 2 * inChannels + places ** 2 * outChannels + windows;
}

/**
 * ||G Uᵀ||² of a convolution's weight without U, the unfolded input: of UᵀU, whose element (p, q) is the
 * product of what the windows at p and q see, each is a sum over the kernel's cells of products of two
 * pixels. So with K = XᵀX over the map's pixels UᵀU = A_y K A_xᵀ, where A_y has a row for each pair of
 * rows of places, a column for each pair of rows of pixels, and counts the cells that bring the one to
 * the other; A_x likewise.
 *
 * @param value the convolution's input, [batch, inChannels, height, width]
 * @param gradient of its output, [batch, outChannels, rows, columns]
 * @returns [batch, 1]
 */
export function pixelNorms(
  graph: BackwardGraph,
  value: string,
  gradient: string,
  { window, extents }: Pick<MapConvolution, "window" | "extents">,
): string {
  const [batch] = graph.shape(value);
  const [ofRows, ofColumns] = extents.map((extent, axis) => pairs(graph, window, axis, extent));
  const pixels = gramByAxis(graph, value);
  const seen = graph.product(graph.product(ofRows, pixels), graph.turn(ofColumns));
  const both = graph.multiply(seen, gramByAxis(graph, gradient));
  return graph.sum(graph.reshape(both, [batch, sizeOf(window.outputs) ** 2]), [1]);
}

/** Products of all pixels of a map with each other, [batch, pairs of rows, pairs of columns]. */
function gramByAxis(graph: BackwardGraph, value: string): string {
  const [batch, channels, height, width] = graph.shape(value);
  const maps = graph.reshape(value, [batch, channels, height * width]);
  const products = graph.product(graph.turn(maps), maps);
  const apart = graph.reshape(products, [batch, height, width, height, width]);
  const byAxis = graph.transpose(apart, [0, 1, 3, 2, 4]);
  return graph.reshape(byAxis, [batch, height * height, width * width]);
}

/** Along one axis [pairs of places, pairs of pixels]: how many cells see the one pair from the other. */
function pairs(graph: BackwardGraph, window: Window, axis: number, extent: number): string {
  const [kernel, stride, dilation, begin, outputs] = [
    ...[window.kernel, window.strides, window.dilations, window.begins, window.outputs],
  ].map((list) => list[axis]);
  const counts = new Array<number>((outputs * extent) ** 2).fill(0);
  for (let cell = 0; cell < kernel; cell++) {
    const at = cell * dilation - begin;
    for (let p = 0; p < outputs; p++) {
      for (let q = 0; q < outputs; q++) {
        const [one, other] = [p * stride + at, q * stride + at];
        if (Math.min(one, other) < 0 || Math.max(one, other) >= extent) continue;
        counts[(p * outputs + q) * extent ** 2 + one * extent + other]++;
      }
    }
  }
  return graph.floats(counts, [outputs ** 2, extent ** 2]);
}
