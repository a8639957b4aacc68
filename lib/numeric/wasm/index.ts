export { increase } from "./increase";
export { compile, type Exports, Layout, type WasmMemory } from "./instantiate";
export {
  block,
  type Code,
  clear,
  copy,
  f32,
  f32x4,
  f64,
  f64x2,
  i8x16,
  i16x8,
  i32,
  i32x4,
  i64,
  i64x2,
  leaveIf,
  loopWhile,
  v128,
  when,
} from "./instructions";
export {
  type Scope,
  type Variable,
  type WasmFunction,
  wasmFunction,
} from "./module";
