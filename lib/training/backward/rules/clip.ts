import type { Rule } from "../rule";

/**
 * y = min(max(x, least), most): dx = dy where least < x < most, else 0. At the bounds themselves 0, as
 * torch has it for ReLU6 and Hardtanh, which is what networks use; its clamp has dy there.
 */
export const clip: Rule = (graph, { node, gradient }) => {
  const [x, least, most] = node.inputs;
  const bounds: (readonly [string, string | undefined])[] = [
    ["Greater", least],
    ["Less", most],
  ];
  const inside = bounds.reduce((at, [comparison, bound]) => {
    if (!bound) return at;
    return graph.where(graph.node(comparison, [x, bound]), at, graph.number(0));
  }, gradient);
  return [inside];
};
