import { compile, type Exports, Layout, type WasmMemory } from "../../numeric/wasm";
import { adamStep } from "./adamKernel";
import { ARITHMETIC, type Arithmetic } from "./arithmetic";
import { adamWStep, drawMask, gateAndScale, rectifyAndMask } from "./dropoutKernels";
import type { ElementType } from "./floats";
import type { OpenKernel } from "./kernel";
import { takeRows, transpose } from "./moveKernels";
import { multiply } from "./multiplyKernel";
import { addBiasAndRectify, gate } from "./rectifyKernels";
import { multiplySparse } from "./sparseKernel";

const functions = (number: Arithmetic) => ({
  takeRows: takeRows(number),
  transpose: transpose(number),
  multiply: multiply(number),
  multiplySparse: multiplySparse(number),
  adamStep: adamStep(number),
  addBiasAndRectify: addBiasAndRectify(number),
  gate: gate(number),
  drawMask: drawMask(number),
  rectifyAndMask: rectifyAndMask(number),
  gateAndScale: gateAndScale(number),
  adamWStep: adamWStep(number),
});

type Functions = Exports<keyof ReturnType<typeof functions>>;

const compiled: Partial<Record<ElementType, (memory: WasmMemory) => Functions>> = {};

/**
 * The inner loops in WebAssembly with two float64 or four float32 to an instruction: several times as
 * fast as the reference kernel, and the same bits.
 *
 * @throws RangeError from `allocate` when more is asked for than was announced
 * @example
 * const kernel = wasmKernel("float64", [6, 6, 9]);
 */
export const wasmKernel: OpenKernel = (type, lengths) => {
  const number = ARITHMETIC[type];
  const { bytes, lanes } = number;
  const layout = new Layout();
  for (const length of lengths) layout.reserve(length * bytes);
  const memory = layout.createMemory();
  const bind = compiled[type] ?? compile(functions(number));
  compiled[type] = bind;
  const exports = bind(memory);
  const places = new Layout();
  const FloatArray = type === "float32" ? Float32Array : Float64Array;
  return {
    allocate: (length) => new FloatArray(memory.buffer, places.reserve(length * bytes), length),
    allocateRows: (length) => new Int32Array(memory.buffer, places.reserve(length * bytes), length),
    takeRows: (from, rows, to, cols) =>
      exports.takeRows(from.byteOffset, rows.byteOffset, to.byteOffset, rows.length, cols),
    transpose: (from, to, rows, cols) =>
      exports.transpose(from.byteOffset, to.byteOffset, rows, cols),
    multiply: (a, aRow, aColumn, b, out, m, k, n) =>
      exports.multiply(
        a.byteOffset,
        aRow * bytes,
        aColumn * bytes,
        b.byteOffset,
        out.byteOffset,
        m,
        k,
        n,
      ),
    multiplySparse: (a, aRow, aColumn, b, out, m, k, n, list) =>
      exports.multiplySparse(
        a.byteOffset,
        aRow * bytes,
        aColumn * bytes,
        b.byteOffset,
        out.byteOffset,
        m,
        k,
        n,
        list.byteOffset,
      ),
    adamStep: ({ values, gradient, means, squares }, constants) =>
      exports.adamStep(
        values.byteOffset,
        gradient.byteOffset,
        means.byteOffset,
        squares.byteOffset,
        Math.ceil(values.length / lanes),
        constants.alpha,
        constants.rows,
        constants.rate,
        constants.beta_1,
        1 - constants.beta_1,
        constants.beta_2,
        1 - constants.beta_2,
        constants.epsilon,
      ),
    addBiasAndRectify: (values, biases, rows) =>
      exports.addBiasAndRectify(values.byteOffset, biases.byteOffset, rows, biases.length),
    gate: (gradient, output, length) =>
      exports.gate(gradient.byteOffset, output.byteOffset, Math.ceil(length / lanes)),
    drawMask: (state, mask, share) =>
      exports.drawMask(
        state.byteOffset,
        mask.byteOffset,
        mask.length,
        share * 2 ** 32,
        1 / (1 - share),
      ),
    rectifyAndMask: (values, biases, mask, rows) =>
      exports.rectifyAndMask(
        values.byteOffset,
        biases.byteOffset,
        mask.byteOffset,
        rows,
        biases.length,
      ),
    gateAndScale: (gradient, output, length, factor) =>
      exports.gateAndScale(gradient.byteOffset, output.byteOffset, Math.ceil(length / 2), factor),
    adamWStep: ({ values, gradient, means, squares }, constants) =>
      exports.adamWStep(
        values.byteOffset,
        gradient.byteOffset,
        means.byteOffset,
        squares.byteOffset,
        Math.ceil(values.length / 2),
        constants.keep,
        constants.rate,
        constants.beta_1,
        1 - constants.beta_1,
        constants.beta_2,
        1 - constants.beta_2,
        constants.correction,
        constants.epsilon,
      ),
  };
};
