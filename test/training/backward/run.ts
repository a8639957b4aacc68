import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Graph } from "../../../lib/network/graph/types";
import { onnxBytes } from "../../../lib/network/onnx";

/** Numbers and their shape. */
export interface Values {
  readonly dimensions: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A graph of floats that can be run many times. */
export async function openGraph(graph: Graph) {
  const session = await InferenceSession.create(onnxBytes(graph), {
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
  });
  return {
    async run(feeds: Readonly<Record<string, Values>>): Promise<Record<string, Float32Array>> {
      const tensors = Object.entries(feeds).map(([name, { dimensions, data }]) => [
        name,
        new Tensor("float32", Float32Array.from(data), dimensions),
      ]);
      const found = await session.run(Object.fromEntries(tensors));
      return Object.fromEntries(
        graph.outputs.map(({ name }) => [name, found[name].data as Float32Array]),
      );
    },
    close: () => session.release(),
  };
}

/** Largest difference, relative to the largest expected value. */
export function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [largest, most] = [Number.MIN_VALUE, 0];
  for (let i = 0; i < found.length; i++) {
    if (Number.isNaN(found[i])) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(expected[i]));
    most = Math.max(most, Math.abs(found[i] - expected[i]));
  }
  return most / largest;
}
