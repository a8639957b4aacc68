import { Layout } from "../../../numeric/wasm";
import * as kernels from "./distanceKernels";

// an import is looked up anew at each use
const { bindDistances, GROUP, PACK } = kernels;

/** Smallest and largest of each coordinate of some points. */
export interface Box {
  readonly lowest: Float32Array;
  readonly highest: Float32Array;
}

/** Points in a tree's order, and its boxes two by two. */
export interface Measured {
  /** [rows, size] */
  readonly points: Float32Array;
  readonly size: number;
  /** Points that are measured at once. */
  readonly most: number;
  readonly pairs: readonly (readonly [Box, Box])[];
}

const largestFloat = (2 - 2 ** -23) * 2 ** 127;

/**
 * Squared distances of one point to others and to boxes, in WebAssembly.
 *
 * @example
 * const distances = new Distances({ points: Float32Array.of(0, 5, 6), size: 1, most: 3, pairs: [] });
 * distances.from(Float32Array.of(7));
 * distances.squares[distances.measure(1, 3)]; // 4
 */
export class Distances {
  /** To the points measured last, in float32: enough to see which are not worth an exact one. */
  readonly squares: Float32Array;
  /** To the two boxes measured last, exact; 0 inside. */
  readonly reaches: Float64Array;
  private readonly size: number;
  private readonly point: Float32Array;
  private readonly wide: Float64Array;
  private readonly groupsAt: number;
  private readonly boxesAt: number;
  private readonly kernels: ReturnType<typeof bindDistances>;

  constructor({ points, size, most, pairs }: Measured) {
    const layout = new Layout();
    const floats = GROUP * size * Math.ceil(points.length / size / GROUP);
    this.groupsAt = layout.reserve(4 * floats);
    this.boxesAt = layout.reserve(2 * PACK * size * pairs.length);
    const [pointAt, wideAt] = [layout.reserve(4 * size), layout.reserve(8 * size)];
    const room = most + 2 * GROUP;
    const [squaresAt, reachesAt] = [layout.reserve(4 * room), layout.reserve(PACK)];
    const memory = layout.createMemory();
    putGroups(points, size, new Float32Array(memory.buffer, this.groupsAt, floats));
    putPairs(pairs, size, new Float64Array(memory.buffer, this.boxesAt, 4 * size * pairs.length));
    this.size = size;
    this.point = new Float32Array(memory.buffer, pointAt, size);
    this.wide = new Float64Array(memory.buffer, wideAt, size);
    this.squares = new Float32Array(memory.buffer, squaresAt, room);
    this.reaches = new Float64Array(memory.buffer, reachesAt, 2);
    this.kernels = bindDistances(memory);
  }

  /** Takes the point that is measured from. */
  from(point: Float32Array): void {
    this.point.set(point);
    this.wide.set(point);
  }

  /**
   * Measures the points from `start` to `end` (exclusive).
   *
   * @returns where among `squares` the first of them stands
   */
  measure(start: number, end: number): number {
    const { kernels, groupsAt, size, point, squares } = this;
    const first = Math.floor(start / GROUP);
    const groups = Math.ceil(end / GROUP) - first;
    const from = groupsAt + PACK * size * first;
    kernels.measure(from, point.byteOffset, squares.byteOffset, groups, size);
    return start - GROUP * first;
  }

  /** Measures the boxes of a pair. */
  reach(pair: number): void {
    const { kernels, boxesAt, size, wide, reaches } = this;
    kernels.reach(boxesAt + 2 * PACK * size * pair, wide.byteOffset, reaches.byteOffset, size);
  }

  /** What the float32 square of a point cannot exceed whose exact one is `square` or less. */
  atMost(square: number): number {
    // a difference, its square and each sum are off by half a unit of the last of 24 bits
    const bound = (1 + (this.size + 4) * 2 ** -23) * square + 2 ** -120;
    return bound > largestFloat ? Number.POSITIVE_INFINITY : bound;
  }
}

function putGroups(points: Float32Array, size: number, groups: Float32Array): void {
  for (let row = 0; row < points.length / size; row++) {
    const group = Math.floor(row / GROUP) * size;
    for (let d = 0; d < size; d++) {
      groups[(group + d) * GROUP + (row % GROUP)] = points[row * size + d];
    }
  }
}

function putPairs(pairs: Measured["pairs"], size: number, boxes: Float64Array): void {
  pairs.forEach(([one, other], pair) => {
    for (let d = 0; d < size; d++) {
      const bounds = [one.lowest[d], other.lowest[d], one.highest[d], other.highest[d]];
      boxes.set(bounds, 4 * (pair * size + d));
    }
  });
}
