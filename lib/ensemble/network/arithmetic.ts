import { type Code, f32, f32x4, f64, f64x2, i32, i64, v128 } from "../../numeric/wasm";
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
  /** 0 where the number at an address is 0 (some bit is set in -0), else 1. */
  readonly isNotZero: (address: Code) => Code;
  /** One number, or two, as float64. */
  readonly wide: {
    readonly load: (address: Code) => Code;
    /** Rounds to the kind of number. */
    readonly store: (address: Code, value: Code) => Code;
    readonly loadPair: (address: Code) => Code;
    /** Rounds to the kind of number. */
    readonly storePair: (address: Code, pair: Code) => Code;
    /** A pair rounded to the kind of number, in the lowest lanes. */
    readonly narrow: (pair: Code) => Code;
    /** Stores the lowest lane. */
    readonly storeLowest: (address: Code, vector: Code) => Code;
  };
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
    isNotZero: (address) => i32.ne(i32.load(address), i32.const(0)),
    wide: {
      load: (address) => f64.promote_f32(f32.load(address)),
      store: (address, value) => f32.store(address, f32.demote_f64(value)),
      loadPair: (address) => f64x2.promote_low_f32x4(v128.load64_zero(address)),
      storePair: (address, pair) => v128.store64_first(address, f32x4.demote_f64x2_zero(pair)),
      narrow: f32x4.demote_f64x2_zero,
      storeLowest: (address, vector) => v128.store32_first(address, vector),
    },
    bytes: 4,
    lanes: 4,
  },
  float64: {
    type: "f64",
    single: f64,
    packed: f64x2,
    loadSplat: v128.load64_splat,
    isNotZero: (address) => i32.eqz(i64.eqz(i64.load(address))),
    wide: {
      load: (address) => f64.load(address),
      store: (address, value) => f64.store(address, value),
      loadPair: (address) => v128.load(address),
      storePair: (address, pair) => v128.store(address, pair),
      narrow: (pair) => pair,
      storeLowest: (address, vector) => v128.store64_first(address, vector),
    },
    bytes: 8,
    lanes: 2,
  },
};
