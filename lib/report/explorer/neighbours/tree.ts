import { largest } from "../../../numeric/arrays";
import { type Box, Distances } from "./distances";

/** Points to look among. */
export interface Points {
  /** [rows, size], row-major, finite. */
  readonly data: Float32Array;
  readonly size: number;
}

/** Points in a leaf. */
const leaf = 32;

/** Some of the points, and the box around them. */
interface Branch extends Box {
  /** From and to (exclusive) which place in the tree's order. */
  readonly start: number;
  readonly end: number;
  /** The halves, and which pair of the tree they are; null in a leaf. */
  readonly halves: readonly [Branch, Branch] | null;
  readonly pair: number;
}

/**
 * A tree of boxes around points: what lies in a box that is farther than what is found already is not
 * looked at. Distances are Euclidean and exact; of points that are as near the tree's order decides.
 *
 * @see Friedman, Bentley and Finkel, An Algorithm for Finding Best Matches in Logarithmic Expected Time (1977)
 * @example
 * new BoxTree({ data: Float32Array.of(0, 5, 6), size: 1 }).nearest(Float32Array.of(7), 2, -1); // 2, 1
 */
export class BoxTree {
  private readonly order: Int32Array;
  /** The points in the tree's order. */
  private readonly ordered: Float32Array;
  private readonly size: number;
  private readonly root: Branch;
  private readonly distances: Distances;
  /** What is found of the point at hand, the nearest first. */
  private places = new Int32Array(0);
  private squares = new Float64Array(0);

  constructor({ data, size }: Points) {
    const order = Int32Array.from({ length: data.length / size }, (_, row) => row);
    const pairs: [Branch, Branch][] = [];
    this.root = branchOf({ data, size }, order, 0, order.length, pairs);
    this.ordered = new Float32Array(data.length);
    order.forEach((row, place) => {
      this.ordered.set(data.subarray(row * size, (row + 1) * size), place * size);
    });
    this.order = order;
    this.size = size;
    const most = mostInALeaf(this.root);
    this.distances = new Distances({ points: this.ordered, size, most, pairs });
  }

  /**
   * @param point of `size` coordinates
   * @param count how many
   * @param except a row that does not count, -1 = none
   * @returns rows, the nearest first; -1 where there are no more
   */
  nearest(point: Float32Array, count: number, except: number): Int32Array {
    this.places = new Int32Array(count).fill(-1);
    this.squares = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.distances.from(point);
    this.visit(this.root, point, except);
    return this.places.map((place) => (place < 0 ? -1 : this.order[place]));
  }

  private visit({ start, end, halves, pair }: Branch, point: Float32Array, except: number): void {
    if (halves === null) {
      this.scan(start, end, point, except);
      return;
    }
    const { distances, squares } = this;
    distances.reach(pair);
    const one = distances.reaches[0];
    const other = distances.reaches[1];
    const near = one <= other ? 0 : 1;
    const last = squares.length - 1;
    if (Math.min(one, other) < squares[last]) this.visit(halves[near], point, except);
    if (Math.max(one, other) < squares[last]) this.visit(halves[1 - near], point, except);
  }

  /** Of most points float32 tells that they are too far. */
  private scan(start: number, end: number, point: Float32Array, except: number): void {
    const { distances, order, squares: found } = this;
    const { squares } = distances;
    const ahead = distances.measure(start, end) - start;
    const last = found.length - 1;
    let most = distances.atMost(found[last]);
    for (let place = start; place < end; place++) {
      if (squares[ahead + place] > most || order[place] === except) continue;
      this.consider(place, point);
      most = distances.atMost(found[last]);
    }
  }

  private consider(place: number, point: Float32Array): void {
    const { ordered, size, places, squares } = this;
    const farthest = squares[squares.length - 1];
    const from = place * size;
    let squared = 0;
    for (let d = 0; d < size && squared < farthest; d++) {
      const gap = point[d] - ordered[from + d];
      squared += gap * gap;
    }
    if (squared >= farthest) return;
    let i = squares.length - 1;
    for (; i > 0 && squares[i - 1] > squared; i--) {
      squares[i] = squares[i - 1];
      places[i] = places[i - 1];
    }
    squares[i] = squared;
    places[i] = place;
  }
}

function branchOf(
  points: Points,
  order: Int32Array,
  start: number,
  end: number,
  pairs: [Branch, Branch][],
): Branch {
  const { data, size } = points;
  const rows = order.subarray(start, end);
  const lowest = new Float32Array(size).fill(Number.POSITIVE_INFINITY);
  const highest = new Float32Array(size).fill(Number.NEGATIVE_INFINITY);
  for (const row of rows) {
    for (let d = 0; d < size; d++) {
      const value = data[row * size + d];
      if (value < lowest[d]) lowest[d] = value;
      if (value > highest[d]) highest[d] = value;
    }
  }
  const spreads = highest.map((high, d) => high - lowest[d]);
  const axis = spreads.indexOf(largest(spreads));
  if (rows.length <= leaf || !(spreads[axis] > 0)) {
    return { start, end, lowest, highest, halves: null, pair: -1 };
  }
  rows.sort((a, b) => data[a * size + axis] - data[b * size + axis] || a - b);
  const middle = (start + end) >> 1;
  const halves: [Branch, Branch] = [
    branchOf(points, order, start, middle, pairs),
    branchOf(points, order, middle, end, pairs),
  ];
  return { start, end, lowest, highest, halves, pair: pairs.push(halves) - 1 };
}

function mostInALeaf({ start, end, halves }: Branch): number {
  if (halves === null) return end - start;
  return Math.max(mostInALeaf(halves[0]), mostInALeaf(halves[1]));
}
