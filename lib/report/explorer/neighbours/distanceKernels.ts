import {
  compile,
  type Exports,
  f32,
  f32x4,
  f64,
  f64x2,
  increase,
  loopWhile,
  v128,
  type WasmMemory,
  wasmFunction,
} from "../../../numeric/wasm";

/** Points that lie side by side, and the bytes of one of their coordinates. */
export const [GROUP, PACK] = [4, 16];

/**
 * Float32 squares of the distances of groups of points, each coordinate of a group's points side by side.
 *
 * Parameters: addresses of the groups, of a point and of the squares; how many groups; coordinates.
 */
const measure = wasmFunction((scope) => {
  const [group, point, to, groups, size] = Array.from({ length: 5 }, () => scope.param("i32"));
  const [coordinate, left] = [scope.local("i32"), scope.local("i32")];
  const [sum, gap] = [scope.local("v128"), scope.local("v128")];
  return [
    loopWhile(
      groups.get,
      sum.set(f32x4.splat(f32.const(0))),
      coordinate.set(point.get),
      left.set(size.get),
      loopWhile(
        left.get,
        gap.set(f32x4.sub(v128.load32_splat(coordinate.get), v128.load(group.get))),
        sum.set(f32x4.add(sum.get, f32x4.mul(gap.get, gap.get))),
        increase(group, PACK),
        increase(coordinate, 4),
        increase(left, -1),
      ),
      v128.store(to.get, sum.get),
      increase(to, PACK),
      increase(groups, -1),
    ),
  ];
});

/**
 * Squares of the distances of two boxes: of each coordinate the lowest of both, then the highest of both.
 *
 * Parameters: addresses of the boxes, of a point in float64 and of the squares; coordinates.
 */
const reach = wasmFunction((scope) => {
  const [bounds, point, to, size] = Array.from({ length: 4 }, () => scope.param("i32"));
  const [sum, gap, value, none] = Array.from({ length: 4 }, () => scope.local("v128"));
  return [
    none.set(f64x2.splat(f64.const(0))),
    sum.set(none.get),
    loopWhile(
      size.get,
      value.set(v128.load64_splat(point.get)),
      gap.set(f64x2.sub(v128.load(bounds.get), value.get)),
      gap.set(f64x2.pmax(gap.get, f64x2.sub(value.get, v128.load(bounds.get, PACK)))),
      gap.set(f64x2.pmax(gap.get, none.get)),
      sum.set(f64x2.add(sum.get, f64x2.mul(gap.get, gap.get))),
      increase(bounds, 2 * PACK),
      increase(point, 8),
      increase(size, -1),
    ),
    v128.store(to.get, sum.get),
  ];
});

let bind: ((memory: WasmMemory) => Exports<"measure" | "reach">) | undefined;

/** The kernels on a memory, compiled once. */
export function bindDistances(memory: WasmMemory): Exports<"measure" | "reach"> {
  bind ??= compile({ measure, reach });
  return bind(memory);
}
