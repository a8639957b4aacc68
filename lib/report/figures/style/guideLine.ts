import { softInk } from "./colours";

/**
 * A dashed line across the whole plot at a value that means something: chance, no difference.
 *
 * @param side the axis on which the value stands
 * @example
 * const layout = { shapes: [guideLine("x", 0.5)] };
 */
export function guideLine(side: "x" | "y", value: number): Record<string, unknown> {
  const other = side === "x" ? "y" : "x";
  return {
    type: "line",
    [`${side}0`]: value,
    [`${side}1`]: value,
    [`${other}ref`]: "paper",
    [`${other}0`]: 0,
    [`${other}1`]: 1,
    line: { color: softInk, width: 1, dash: "5px,3px" },
    layer: "between",
  };
}
