import type { RowGraph } from "./rowGraph";
import { isIdentity, type Windows } from "./windows";

/**
 * Takes rows of each image by a table.
 *
 * @param value [batch, rows, channels]
 * @param table row numbers; `rows` itself stands for a row of zeros
 * @returns [batch, table.length, channels]
 * @example
 * gatherRows(graph, x, { rows: 64, channels: 128, table: windows.gather });
 */
export function gatherRows(
  graph: RowGraph,
  value: string,
  { rows, channels, table }: { rows: number; channels: number; table: Int32Array },
): string {
  if (isIdentity(table, rows)) return value;
  const padded = table.includes(rows)
    ? graph.node("Concat", [value, graph.zeros([graph.batch, 1, channels])], { axis: 1 })
    : value;
  const indices = graph.builder.constant(table, [table.length]);
  return graph.node("Gather", [padded, indices], { axis: 1 });
}

/**
 * Lays what each window sees side by side (im2col): [batch x outputs, taps x channels].
 *
 * @param value [batch x inputs, channels]
 */
export function unfold(graph: RowGraph, value: string, windows: Windows, channels: number): string {
  const { gather, taps, input } = windows;
  const rows = input.height * input.width;
  const maps = graph.reshape(value, [graph.batch, rows, channels]);
  const seen = gatherRows(graph, maps, { rows, channels, table: gather });
  const outputs = gather.length / taps.length;
  return graph.reshape(seen, [graph.batch * outputs, taps.length * channels]);
}

/**
 * The transpose of {@link unfold} (col2im): sums what windows hold of each input position.
 *
 * @param value [batch, outputs x taps, channels]
 * @returns [batch x inputs, channels]
 */
export function fold(graph: RowGraph, value: string, windows: Windows, channels: number): string {
  const { gather, scatter, overlap, input } = windows;
  const inputs = input.height * input.width;
  const { batch } = graph;
  const placed = gatherRows(graph, value, { rows: gather.length, channels, table: scatter });
  if (overlap === 1) return graph.reshape(placed, [batch * inputs, channels]);
  const parts = graph.reshape(placed, [batch * inputs, overlap, channels]);
  return graph.reduce("ReduceSum", parts, [1]);
}
