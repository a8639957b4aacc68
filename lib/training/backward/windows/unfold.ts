import type { Window } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";

/**
 * Lays what each place of a window sees side by side (im2col), one strided slice for each cell of the
 * kernel: [a, b, extents] to [a, b, cells, places], cells and places row-major.
 *
 * @param axis where the cells come: 2, or 1 for [a, cells, b, places]
 * @example
 * const seen = unfold(graph, images, windowOf(node, [32, 32], [3, 3]), 2); // [8, 3, 9, 1024]
 */
export function unfold(graph: BackwardGraph, value: string, window: Window, axis: 1 | 2): string {
  const { kernel, strides, dilations, begins, outputs } = window;
  const [a, b, ...extents] = graph.shape(value);
  const reach = outputs.map(
    (count, i) => (count - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1,
  );
  const missing = reach.map((most, i) => Math.max(0, most - extents[i] - begins[i]));
  const padded = graph.pad(value, [0, 0, ...begins], [0, 0, ...missing]);
  const places = outputs.reduce((product, count) => product * count, 1);
  const cells = cellsOf(kernel).map((cell) => {
    const sections = cell.map((at, i) => ({
      axis: i + 2,
      start: at * dilations[i],
      step: strides[i],
      count: outputs[i],
    }));
    const apart = axis === 1 ? [a, 1, b, places] : [a, b, 1, places];
    return graph.reshape(graph.slice(padded, sections), apart);
  });
  return graph.concat(cells, axis);
}

/** The places of a kernel's cells, axis by axis, row-major. */
function cellsOf(kernel: readonly number[]): number[][] {
  return kernel.reduce<number[][]>(
    (cells, size) =>
      cells.flatMap((cell) => Array.from({ length: size }, (_, at) => [...cell, at])),
    [[]],
  );
}
