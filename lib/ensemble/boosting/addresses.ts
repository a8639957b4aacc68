import { type Code, i32 } from "../../numeric/wasm";

/** Entry `index` of an array of 32-bit integers. */
export const wordAt = (base: Code, index: Code): Code =>
  i32.load(i32.add(base, i32.shl(index, i32.const(2))));
