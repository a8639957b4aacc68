import { xoshiroCode } from "../numeric/random";
import {
  clear,
  compile,
  i32,
  i64,
  increase,
  Layout,
  loopWhile,
  wasmFunction,
} from "../numeric/wasm";

/**
 * Draws as many rows as there are, and counts how often each is drawn.
 *
 * Parameters: addresses of the generator's state and of the counts, a byte a row; rows.
 */
const draw = wasmFunction((scope) => {
  const [state, counts, rows] = Array.from({ length: 3 }, () => scope.param("i32"));
  const { load, next, word, save } = xoshiroCode(scope, state);
  const [left, at] = [scope.local("i32"), scope.local("i32")];
  const product = i64.mul(i64.extend_i32_u(word.get), i64.extend_i32_u(rows.get));
  const row = i32.wrap_i64(i64.shr_u(product, i64.const(32)));
  return [
    load,
    clear(counts.get, rows.get),
    left.set(rows.get),
    loopWhile(
      left.get,
      next,
      at.set(i32.add(counts.get, row)),
      i32.store8(at.get, i32.add(i32.load8_u(at.get), i32.const(1))),
      increase(left, -1),
    ),
    save,
  ];
});

let bind: ReturnType<typeof compile<"draw">> | undefined;

/** The kernel in a memory that holds counts of so many rows. */
function openKernel(rows: number) {
  const layout = new Layout();
  const [stateAt, countsAt] = [16, rows].map((bytes) => layout.reserve(bytes));
  const memory = layout.createMemory();
  bind ??= compile({ draw });
  const { draw: run } = bind(memory);
  return {
    state: new Int32Array(memory.buffer, stateAt, 4),
    counts: new Uint8Array(memory.buffer, countsAt, rows),
    draw: (drawn: number) => run(stateAt, countsAt, drawn),
  };
}

/** One for all resamples: a memory, however small, takes gigabytes of the process's addresses. */
let kernel: ReturnType<typeof openKernel> | undefined;

/**
 * Draws as many rows as there are with replacement, each equally likely (to within rows / 2^32), in WebAssembly. A row
 * that is drawn 256 times would overflow its byte, at odds of 1 to 10^507.
 *
 * @param state of a `Xoshiro128`; it moves on
 * @param counts how often each row is drawn is put here
 * @example
 * countDraws(new Xoshiro128(42).state, new Uint8Array(3)); // [0, 2, 1]
 */
export function countDraws(state: Int32Array, counts: Uint8Array): void {
  const rows = counts.length;
  if (kernel === undefined || kernel.counts.length < rows) kernel = openKernel(rows);
  kernel.state.set(state);
  kernel.draw(rows);
  state.set(kernel.state);
  counts.set(kernel.counts.subarray(0, rows));
}
