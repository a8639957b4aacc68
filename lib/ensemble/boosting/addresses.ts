import { type Code, i32, type Variable } from "../../numeric/wasm";

/** Adds a constant to a variable. */
export const increase = (variable: Variable, by: number): Code =>
  variable.set(i32.add(variable.get, i32.const(by)));

/** Entry `index` of an array of 32-bit integers. */
export const wordAt = (base: Code, index: Code): Code =>
  i32.load(i32.add(base, i32.shl(index, i32.const(2))));
