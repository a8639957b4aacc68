import { type Code, f64, f64x2 } from "../wasm";

/** WebAssembly for a number in both lanes. */
export const splat = (value: number): Code => f64x2.splat(f64.const(value));
