import { numbersOf } from "./numbers";
import { refuseNode } from "./refuse";
import type { ShapedNode, ValueShape } from "./types";

/**
 * An input that must be there.
 *
 * @throws RangeError naming the node if it is left out
 */
export function given({ node, inputs }: ShapedNode, index: number): ValueShape {
  return inputs[index] ?? refuseNode(node, `no input ${index + 1}`, "one");
}

/**
 * The numbers of an input that settles a shape.
 *
 * @param what it is, for the message
 * @returns null if the input is left out
 * @throws RangeError naming the node if they come at run time
 */
export function numbersAt(shaped: ShapedNode, index: number, what: string): number[] | null {
  if (!shaped.inputs[index]) return null;
  const constant = shaped.known[index];
  if (constant) return numbersOf(constant);
  return refuseNode(shaped.node, `${what} that come at run time`, "constants");
}
