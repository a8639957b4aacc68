import { sizeOf, stridesOf, type Window } from "../../../network/shapes";
import type { BackwardGraph } from "../backwardGraph";

/**
 * As `unfold`, with channels beside each other in memory, so that whole rows of them are moved:
 * [batch, channels, extents] to [batch, places, cells x channels]. Faster from some 16 channels on.
 *
 * @example
 * const seen = unfoldRows(graph, maps, windowOf(node, [8, 8], [3, 3])); // [32, 64, 576]
 */
export function unfoldRows(graph: BackwardGraph, value: string, window: Window): string {
  const [batch, channels, ...extents] = graph.shape(value);
  const rows = sizeOf(extents);
  const maps = graph.turn(graph.reshape(value, [batch, channels, rows]));
  const table = rowsSeen(window, extents);
  const padded = table.includes(rows)
    ? graph.concat([maps, graph.zeros([batch, 1, channels])], 1)
    : maps;
  const seen = graph.node("Gather", [padded, graph.integers(table)], { axis: 1 });
  const places = sizeOf(window.outputs);
  return graph.reshape(seen, [batch, places, (table.length / places) * channels]);
}

/** For each place of the window and each cell the row of the map; the number of rows for padding. */
export function rowsSeen(window: Window, extents: readonly number[]): number[] {
  const { kernel, strides, dilations, begins, outputs } = window;
  const along = extents.map((extent, axis) =>
    positions(outputs[axis]).map((output) =>
      positions(kernel[axis]).map((cell) => {
        const at = output * strides[axis] - begins[axis] + cell * dilations[axis];
        return at >= 0 && at < extent ? at : null;
      }),
    ),
  );
  const steps = stridesOf(extents);
  const places = product(outputs);
  const cells = product(kernel);
  return places.flatMap((place) =>
    cells.map((cell) => {
      const row = place.reduce<number | null>((sum, output, axis) => {
        const at = along[axis][output][cell[axis]];
        return sum === null || at === null ? null : sum + at * steps[axis];
      }, 0);
      return row ?? sizeOf(extents);
    }),
  );
}

function positions(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** All places of an array, axis by axis, row-major. */
function product(extents: readonly number[]): number[][] {
  return extents.reduce<number[][]>(
    (places, extent) => places.flatMap((place) => positions(extent).map((at) => [...place, at])),
    [[]],
  );
}
