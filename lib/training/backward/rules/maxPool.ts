import { refuseNode, sizeOf, wholeNumber } from "../../../network/shapes";
import type { Rule } from "../rule";

/**
 * y = the largest value of each window: dx sums dy at the one place that won it, the first of equal
 * ones as in torch (flat image areas tie often). The places are the pool's own second output.
 */
export const maxPool: Rule = (graph, { node, gradient }) => {
  if (wholeNumber(node, "storage_order", 0) === 1) {
    refuseNode(node, "places counted by columns", "by rows");
  }
  const [x] = node.inputs;
  const extents = graph.shape(x);
  const flat = [sizeOf(graph.shape(gradient))];
  const places = graph.shaped.output(node, 1);
  const none = graph.zeros([sizeOf(extents)]);
  const inputs = [none, graph.reshape(places, flat), graph.reshape(gradient, flat)];
  const placed = graph.node("ScatterElements", inputs, { axis: 0, reduction: "add" });
  return [graph.reshape(placed, extents)];
};
