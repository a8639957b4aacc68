import { printable } from "../../../files";
import type { Graph } from "../../graph/types";
import type { Refuse } from "./protobufReader";

/**
 * Checks that every value has one maker and stands before those that use it.
 *
 * @throws InputError through `refuse` naming the value, and the node that takes or makes it
 */
export function checkGraph({ inputs, outputs, nodes, constants }: Graph, refuse: Refuse): void {
  const made = new Set(constants.keys());
  const make = (name: string, maker: string) => {
    if (made.has(name)) refuse(`value ${printable(name)} made twice (${maker})`, "one maker");
    made.add(name);
  };
  for (const { name } of inputs) make(name, "as an input");
  for (const node of nodes) {
    const said = `node ${printable(node.name)} (${printable(node.operator)})`;
    for (const input of node.inputs) {
      if (input === "" || made.has(input)) continue;
      refuse(`${said} takes ${printable(input)}`, "a value that was made before");
    }
    for (const output of node.outputs) if (output !== "") make(output, said);
  }
  for (const { name } of outputs) {
    if (!made.has(name)) refuse(`output ${printable(name)}, which nothing makes`, "one of a node");
  }
}
