import type { Constant, GraphNode } from "../graph/types";
import { constantOf, refuseNode } from "../shapes";
import type { Upgrade } from "./types";

/**
 * Makes inputs of attributes, in the order of their names after the inputs that there are; left out
 * where the node leaves them out.
 */
export function attributesToInputs(...names: readonly string[]): Upgrade {
  return (node, additions) => {
    const attributes = { ...node.attributes };
    const inputs = [...node.inputs];
    for (const name of names) {
      inputs.push(name in attributes ? additions.constant(node, name, numbersIn(node, name)) : "");
      delete attributes[name];
    }
    while (inputs[inputs.length - 1] === "") inputs.pop();
    return [{ ...node, inputs, attributes }];
  };
}

function numbersIn(node: GraphNode, name: string): Constant {
  const value = node.attributes[name];
  if (typeof value === "number") return constantOf("int64", [], [value]);
  if (Array.isArray(value)) return constantOf("int64", [value.length], value);
  if (typeof value === "object" && "float" in value) return constantOf("float", [], [value.float]);
  return refuseNode(node, `attribute ${name} of another kind`, "numbers");
}
