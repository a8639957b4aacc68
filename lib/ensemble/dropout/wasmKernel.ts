import { compile, type Exports, Layout, type WasmMemory } from "../../numeric/wasm";
import { multiplyFloat32 } from "../perceptron/multiplyKernel";
import type { OpenKernel } from "./kernel";

/** Bytes of a float32. */
const BYTES = 4;

const functions = { multiplyFloat32 };

let bind: ((memory: WasmMemory) => Exports<keyof typeof functions>) | undefined;

/**
 * The product in WebAssembly, four float32 to an instruction, with the reference kernel's bits.
 *
 * @throws RangeError from `allocate` when more is asked for than was announced
 * @example
 * const kernel = wasmKernel([6, 6, 9]);
 */
export const wasmKernel: OpenKernel = (lengths) => {
  const layout = new Layout();
  for (const length of lengths) layout.reserve(length * BYTES);
  const memory = layout.createMemory();
  bind ??= compile(functions);
  const exports = bind(memory);
  const places = new Layout();
  return {
    allocate: (length) => new Float32Array(memory.buffer, places.reserve(length * BYTES), length),
    multiply: (a, aRow, aColumn, b, out, m, k, n) =>
      exports.multiplyFloat32(
        a.byteOffset,
        aRow * BYTES,
        aColumn * BYTES,
        b.byteOffset,
        out.byteOffset,
        m,
        k,
        n,
      ),
  };
};
