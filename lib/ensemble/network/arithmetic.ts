import { type Code, f32, f32x4, f64, f64x2, v128 } from "../../numeric/wasm";
import type { ElementType } from "./floats";

/** The WebAssembly instructions of one kind of number, single and as many as 128 bits hold. */
export interface Arithmetic {
  readonly type: "f32" | "f64";
  readonly single: Pick<typeof f64, "const" | "load" | "store" | "add" | "mul" | "max">;
  readonly packed: Pick<
    typeof f64x2,
    "splat" | "add" | "sub" | "mul" | "div" | "sqrt" | "max" | "ne"
  >;
  readonly loadSplat: (address: Code) => Code;
  /** Bytes of a number. */
  readonly bytes: 4 | 8;
  /** Numbers in 128 bits. */
  readonly lanes: 2 | 4;
}

/** The instructions of each kind of number. */
export const ARITHMETIC: Readonly<Record<ElementType, Arithmetic>> = {
  float32: {
    type: "f32",
    single: f32,
    packed: f32x4,
    loadSplat: v128.load32_splat,
    bytes: 4,
    lanes: 4,
  },
  float64: {
    type: "f64",
    single: f64,
    packed: f64x2,
    loadSplat: v128.load64_splat,
    bytes: 8,
    lanes: 2,
  },
};
