import type { Code } from "./instructions";
import { unsigned } from "./leb128";

/** Value types. */
type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

const TYPE_BYTE: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** A parameter or local variable of a function. */
export interface Variable {
  readonly get: Code;
  set(value: Code): Code;
}

/** Hands out a function's parameters (all before the first local) and locals. */
export interface Scope {
  param(type: ValueType): Variable;
  local(type: ValueType): Variable;
}

/** An exported function that returns nothing: what it finds it stores in memory. */
export interface WasmFunction {
  readonly params: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/**
 * Writes a function.
 *
 * @param build declares the parameters and locals and returns the statements
 * @example
 * wasmFunction((scope) => {
 *   const at = scope.param("i32");
 *   return [i32.store(at.get, i32.const(7))];
 * });
 */
export function wasmFunction(build: (scope: Scope) => readonly Code[]): WasmFunction {
  const params: ValueType[] = [];
  const locals: ValueType[] = [];
  const variable = (index: number): Variable => ({
    get: [0x20, ...unsigned(index)],
    set: (value) => value.concat(0x21, unsigned(index)),
  });
  const statements = build({
    param: (type) => variable(params.push(type) - 1),
    local: (type) => variable(params.length + locals.push(type) - 1),
  });
  return { params, locals, body: statements.flat() };
}

const sized = (content: Code): Code => unsigned(content.length).concat(content);
const section = (id: number, content: Code): Code => [id].concat(sized(content));
const vector = (items: readonly Code[]): Code => unsigned(items.length).concat(items.flat());
const name = (text: string) => [
  ...unsigned(text.length),
  ...Array.from(text, (letter) => letter.charCodeAt(0)),
];

/**
 * Assembles a WebAssembly module that imports one memory, as `env.memory`, and exports the given
 * functions under their names.
 *
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 *
 * @example
 * const module = new WebAssembly.Module(assemble({ answer }));
 */
export function assemble(functions: Readonly<Record<string, WasmFunction>>): Uint8Array {
  const names = Object.keys(functions);
  const all = Object.values(functions);
  const types = all.map(({ params }) => [0x60, ...vector(params.map((t) => [TYPE_BYTE[t]])), 0]);
  const codes = all.map(({ locals, body }) =>
    sized(vector(locals.map((type) => [1, TYPE_BYTE[type]])).concat(body, 0x0b)),
  );
  return new Uint8Array(
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00].concat(
      section(1, vector(types)),
      section(2, vector([[...name("env"), ...name("memory"), 0x02, 0x00, 0x00]])),
      section(3, vector(all.map((_, k) => unsigned(k)))),
      section(7, vector(names.map((text, k) => [...name(text), 0x00, ...unsigned(k)]))),
      section(10, vector(codes)),
    ),
  );
}
