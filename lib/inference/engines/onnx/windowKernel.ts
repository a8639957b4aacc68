import type { Windows } from "../../../network/int8";
import {
  compile,
  i32,
  increase,
  Layout,
  loopWhile,
  v128,
  wasmFunction,
} from "../../../numeric/wasm";

/** Bytes of a vector. */
const VECTOR = 16;

/** Bytes that a channel's may be. */
const LEVELS = 256;

/** Lays images [channels, rows, columns] out as windows [rows, count, depth]. */
export interface WindowKernel {
  /** Images that there is room for. */
  readonly room: number;
  /**
   * @param bytes of so many images
   * @param table what each byte of each channel becomes, [channels, 256]
   * @returns their windows, until the next call
   */
  layOut(bytes: Uint8Array, table: Uint8Array, images: number): Uint8Array;
}

/**
 * Makes it: rows are looked up in the table, channels beside each other, and copied window by window.
 *
 * @example
 * windowKernel(windows, 64).layOut(bytes, table, 64).length; // 64 x rows x count x depth
 */
export function windowKernel(windows: Windows, room: number): WindowKernel {
  const { channels, rows, columns, count, depth, padding, stride, rounding } = windows;
  const plane = rows * columns;
  const reach = (count - 1) * stride * channels + vectorsOf(windows) * VECTOR;
  const layout = new Layout();
  const from = layout.reserve(room * channels * plane);
  const looked = layout.reserve(channels * LEVELS);
  const row = layout.reserve(Math.max(reach, (padding + columns) * channels));
  const to = layout.reserve(room * rows * count * depth + VECTOR);
  const memory = layout.createMemory();
  const whole = new Uint8Array(memory.buffer);
  whole.fill(rounding.zero, row, to); // borders, which no row writes
  const { layOut } = compile({ layOut: kernelOf(windows) })(memory);
  return {
    room,
    layOut(bytes, table, images) {
      whole.set(bytes, from);
      whole.set(table, looked);
      layOut(from, looked, row, to, images);
      return whole.subarray(to, to + images * rows * count * depth);
    },
  };
}

function vectorsOf({ depth }: Windows): number {
  return Math.ceil(depth / VECTOR);
}

function kernelOf(windows: Windows) {
  const { channels, rows, columns, count, depth, padding, stride } = windows;
  const plane = rows * columns;
  return wasmFunction((scope) => {
    const [from, table, row, to, images] = Array.from({ length: 5 }, () => scope.param("i32"));
    const [y, left, pixel, end, place] = Array.from({ length: 5 }, () => scope.local("i32"));
    const looked = (channel: number) =>
      i32.load8_u(i32.add(table.get, i32.load8_u(pixel.get, channel * plane)), channel * LEVELS);
    const each = Array.from({ length: channels }, (_, channel) => channel);
    const vectors = Array.from({ length: vectorsOf(windows) }, (_, i) => i * VECTOR);
    const lookUp = loopWhile(
      i32.lt_u(pixel.get, end.get),
      ...each.map((channel) => i32.store8(place.get, looked(channel), channel)),
      increase(place, channels),
      increase(pixel, 1),
    );
    // A vector that reaches into the next window is overwritten by that.
    const copyOut = loopWhile(
      left.get,
      ...vectors.map((at) => v128.store(to.get, v128.load(place.get, at), at)),
      increase(place, stride * channels),
      increase(to, depth),
      increase(left, -1),
    );
    const start = i32.add(row.get, i32.const(padding * channels));
    const oneRow = [pixel.set(from.get), place.set(start), increase(from, columns)];
    const itsWindows = [place.set(row.get), left.set(i32.const(count))];
    return [
      loopWhile(
        images.get,
        y.set(i32.const(rows)),
        loopWhile(
          y.get,
          ...[...oneRow, end.set(from.get), lookUp],
          ...[...itsWindows, copyOut, increase(y, -1)],
        ),
        increase(from, (channels - 1) * plane),
        increase(images, -1),
      ),
    ];
  });
}
