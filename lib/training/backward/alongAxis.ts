import type { BackwardGraph } from "./backwardGraph";

/**
 * The transpose of taking rows along an axis: where y_j = x_{row j}, dx_p = Σ dy_j over all j with
 * row j = p. Written as a gather, so that no two threads write one place.
 *
 * @param gradient dy, with as many elements along the axis as there are rows
 * @param rows counted from 0; any may come several times or not at all
 * @param extent of x along the axis
 * @example
 * placeAlong(graph, gradient, { axis: 2, rows: [0, 0, 1], extent: 2 });
 */
export function placeAlong(
  graph: BackwardGraph,
  gradient: string,
  { axis, rows, extent }: { axis: number; rows: readonly number[]; extent: number },
): string {
  const shape = graph.shape(gradient);
  const takers: number[][] = Array.from({ length: extent }, () => []);
  rows.forEach((row, place) => {
    takers[row].push(place);
  });
  const most = takers.reduce((longest, places) => Math.max(longest, places.length), 1);
  // The row after the last one is a row of zeros.
  const table = takers.flatMap((places) =>
    Array.from({ length: most }, (_, i) => places[i] ?? rows.length),
  );
  if (most === 1 && table.length === rows.length && table.every((row, i) => row === i)) {
    return gradient;
  }
  const zeros = shape.map((size, i) => (i === axis ? 1 : size));
  const padded = table.includes(rows.length)
    ? graph.concat([gradient, graph.zeros(zeros)], axis)
    : gradient;
  const taken = graph.node("Gather", [padded, graph.integers(table)], { axis });
  if (most === 1) return taken;
  const apart = [...shape.slice(0, axis), extent, most, ...shape.slice(axis + 1)];
  return graph.reduce("ReduceSum", graph.reshape(taken, apart), [axis + 1], false);
}
