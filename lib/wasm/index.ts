export { compile, type Exports, Layout, type WasmMemory } from "./instantiate";
export {
  block,
  type Code,
  clear,
  copy,
  f64,
  f64x2,
  i32,
  i64,
  leaveIf,
  loopWhile,
  v128,
  when,
} from "./instructions";
export {
  type Scope,
  type ValueType,
  type Variable,
  type WasmFunction,
  wasmFunction,
} from "./module";
