import { fold, type RowGraph, type Rows, unfold, type Windows } from "../graph";

/** A pooled map, with the tap of each window that won. */
export interface Pooled {
  readonly rows: Rows;
  /** int64 [batch, outputs, 1, channels]: place in `windows.taps`. */
  readonly winner: string;
}

/**
 * y = the largest value of each window. Padding counts as 0, so the input must not be negative: here
 * it comes from ReLU.
 *
 * @example
 * const pooled = maxPool(graph, x, windowsOf(x.size, { kernel: 3, stride: 2, padding: 1 }));
 */
export function maxPool(graph: RowGraph, x: Rows, windows: Windows): Pooled {
  const { channels } = x;
  const { batch } = graph;
  const { taps, output, gather } = windows;
  const outputs = gather.length / taps.length;
  const flat = unfold(graph, x.value, windows, channels);
  const seen = graph.reshape(flat, [batch, outputs, taps.length, channels]);
  const largest = graph.reduce("ReduceMax", seen, [2]);
  const value = graph.reshape(largest, [batch * outputs, channels]);
  const winner = graph.node("ArgMax", [seen], { axis: 2, keepdims: 1 });
  return { rows: { value, size: output, channels }, winner };
}

/**
 * dx: each window's gradient goes to the one position that won it, the first of equal ones as in
 * torch (flat image areas tie often), and is summed where windows overlap.
 *
 * @param gradient dy, [batch x outputs, channels]
 * @returns [batch x inputs, channels]
 * @example
 * const gradientOfInput = maxPoolGradient(graph, gradient, pooled, windows);
 */
export function maxPoolGradient(
  graph: RowGraph,
  gradient: string,
  { winner, rows }: Pooled,
  windows: Windows,
): string {
  const { batch } = graph;
  const { taps, gather } = windows;
  const outputs = gather.length / taps.length;
  const places = graph.reshape(graph.integers(taps.map((_, place) => place)), [
    1,
    1,
    taps.length,
    1,
  ]);
  const won = graph.node("Equal", [winner, places]);
  const spread = graph.reshape(gradient, [batch, outputs, 1, rows.channels]);
  const handed = graph.node("Where", [won, spread, graph.number(0)]);
  const flat = graph.reshape(handed, [batch, gather.length, rows.channels]);
  return fold(graph, flat, windows, rows.channels);
}
