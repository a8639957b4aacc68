import type { Graph } from "../graph/types";

/**
 * How often each value of a graph is used, by nodes and as an output.
 *
 * @example
 * usesOf(graph)("x"); // 2
 */
export function usesOf({ nodes, outputs }: Graph): (value: string) => number {
  const counts = new Map<string, number>();
  const names = [...nodes.flatMap(({ inputs }) => inputs), ...outputs.map(({ name }) => name)];
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (value) => counts.get(value) ?? 0;
}
