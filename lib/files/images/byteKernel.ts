import {
  compile,
  f32,
  f32x4,
  i8x16,
  i16x8,
  i32,
  i32x4,
  Layout,
  loopWhile,
  v128,
  wasmFunction,
} from "../../numeric/wasm";

/** Values in the kernel's memory at a time: they are to stay in the cache. */
const BLOCK = 2 ** 13;
/** Values of a round, and of 128 bits. */
const [ROUND, PACK] = [16, 4];

/** Times 255 in float32, truncated, and clipped to a byte by what narrows it. */
const toBytes = wasmFunction((scope) => {
  const [from, to, rounds] = Array.from({ length: 3 }, () => scope.param("i32"));
  const white = scope.local("v128");
  const four = (place: number) =>
    i32x4.trunc_sat_f32x4_s(f32x4.mul(v128.load(from.get, 4 * PACK * place), white.get));
  const eight = (place: number) => i16x8.narrow_i32x4_s(four(place), four(place + 1));
  return [
    white.set(f32x4.splat(f32.const(255))),
    loopWhile(
      rounds.get,
      v128.store(to.get, i8x16.narrow_i16x8_u(eight(0), eight(2))),
      from.set(i32.add(from.get, i32.const(4 * ROUND))),
      to.set(i32.add(to.get, i32.const(ROUND))),
      rounds.set(i32.sub(rounds.get, i32.const(1))),
    ),
  ];
});

/** Where the kernel reads and writes, and what runs it. */
interface Opened {
  readonly floats: Float32Array;
  readonly bytes: Uint8Array;
  run(count: number): void;
}

let opened: Opened | undefined;

function open(): Opened {
  const layout = new Layout();
  const [floatsAt, bytesAt] = [layout.reserve(4 * BLOCK), layout.reserve(BLOCK)];
  const memory = layout.createMemory();
  const kernel = compile({ toBytes })(memory);
  return {
    floats: new Float32Array(memory.buffer, floatsAt, BLOCK),
    bytes: new Uint8Array(memory.buffer, bytesAt, BLOCK),
    run: (count) => kernel.toBytes(floatsAt, bytesAt, Math.ceil(count / ROUND)),
  };
}

/**
 * Float32 intensities as bytes in WebAssembly, sixteen in a dozen instructions; see `byteRoundTrip`.
 *
 * @param out takes one byte for each value, from `at` on
 * @example
 * bytesOfFloat32(Float32Array.of(0, 0.999, 1), new Uint8Array(3), 0); // 0, 254, 255
 */
export function bytesOfFloat32(values: Float32Array, out: Uint8Array, at: number): void {
  opened ??= open();
  const { floats, bytes, run } = opened;
  for (let start = 0; start < values.length; start += BLOCK) {
    const count = Math.min(BLOCK, values.length - start);
    floats.set(count === values.length ? values : values.subarray(start, start + count));
    run(count);
    out.set(bytes.subarray(0, count), at + start);
  }
}
