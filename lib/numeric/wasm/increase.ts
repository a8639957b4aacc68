import { type Code, i32 } from "./instructions";
import type { Variable } from "./module";

/**
 * Adds to an i32 variable: what an instruction leaves, or a constant.
 *
 * @example
 * loopWhile(i32.lt_u(at.get, end.get), ...statements, increase(at, 8));
 */
export function increase(variable: Variable, by: Code | number): Code {
  return variable.set(i32.add(variable.get, typeof by === "number" ? i32.const(by) : by));
}
