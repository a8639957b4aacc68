import type { BackwardGraph } from "../../backward";
import { squaresOf } from "./squares";

/**
 * Multiplications of {@link productNorms} for one image.
 *
 * @example
 * productCost(16, 1152, 128); // 327680
 */
export function productCost(places: number, inputs: number, outputs: number): number {
  if (places === 1) return inputs + outputs;
  return places * Math.min(places * (inputs + outputs), inputs * outputs);
}

/**
 * ||G Uᵀ||², the squared norm of a weight's gradient for each image. Where an image has few places G Uᵀ
 * itself is not formed, since ||G Uᵀ||² = Σ (UᵀU) * (GᵀG), element by element.
 *
 * Source: Goodfellow (2015), "Efficient per-example gradient computations", for layers that are
 * applied at several places.
 *
 * @param seen U, what the weight was multiplied by: [batch, inputs, places], or with groups
 * [batch, groups, inputs, places]
 * @param gradient G, of what came out: [batch, outputs, places], or with groups
 * @returns [batch, 1]
 * @example
 * productNorms(graph, unfolded, gradient);
 */
export function productNorms(graph: BackwardGraph, seen: string, gradient: string): string {
  const [batch, ...rest] = graph.shape(seen);
  const [groups, inputs, places] = rest.length === 3 ? rest : [1, ...rest];
  const [outputs] = graph.shape(gradient).slice(-2);
  if (places === 1) {
    const squares = (value: string, count: number) =>
      graph.reduce("ReduceSumSquare", graph.reshape(value, [batch, groups, count]), [2], false);
    return graph.sum(graph.multiply(squares(seen, inputs), squares(gradient, outputs)), [1]);
  }
  if (places * (inputs + outputs) < inputs * outputs) {
    const ofU = graph.product(graph.turn(seen), seen);
    const ofG = graph.product(graph.turn(gradient), gradient);
    const both = graph.reshape(graph.multiply(ofU, ofG), [batch, groups * places * places]);
    return graph.sum(both, [1]);
  }
  return squaresOf(graph, graph.product(gradient, graph.turn(seen)));
}
