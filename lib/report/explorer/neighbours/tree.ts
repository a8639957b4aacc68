import { largest } from "../../../numeric/arrays";

/** Points to look among. */
export interface Points {
  /** [rows, size], row-major, finite. */
  readonly data: Float32Array;
  readonly size: number;
}

/** Points in a leaf. */
const leaf = 32;

/** Some of the points, and the box around them. */
interface Branch {
  /** From and to (exclusive) which place in the tree's order. */
  readonly start: number;
  readonly end: number;
  /** Smallest and largest of each coordinate. */
  readonly lowest: Float32Array;
  readonly highest: Float32Array;
  /** The halves; null in a leaf. */
  readonly halves: readonly [Branch, Branch] | null;
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
  /** What is found of the point at hand, the nearest first. */
  private places = new Int32Array(0);
  private squares = new Float64Array(0);

  constructor({ data, size }: Points) {
    const order = Int32Array.from({ length: data.length / size }, (_, row) => row);
    this.root = branchOf({ data, size }, order, 0, order.length);
    this.ordered = new Float32Array(data.length);
    order.forEach((row, place) => {
      this.ordered.set(data.subarray(row * size, (row + 1) * size), place * size);
    });
    this.order = order;
    this.size = size;
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
    this.visit(this.root, point, except);
    return this.places.map((place) => (place < 0 ? -1 : this.order[place]));
  }

  private visit({ start, end, halves }: Branch, point: Float32Array, except: number): void {
    if (halves === null) {
      for (let place = start; place < end; place++) {
        if (this.order[place] !== except) this.consider(place, point);
      }
      return;
    }
    const [one, other] = halves;
    const [toOne, toOther] = [squareTo(one, point), squareTo(other, point)];
    const last = this.squares.length - 1;
    const near = toOne <= toOther ? one : other;
    if (Math.min(toOne, toOther) < this.squares[last]) this.visit(near, point, except);
    const far = near === one ? other : one;
    if (Math.max(toOne, toOther) < this.squares[last]) this.visit(far, point, except);
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

function branchOf(points: Points, order: Int32Array, start: number, end: number): Branch {
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
    return { start, end, lowest, highest, halves: null };
  }
  rows.sort((a, b) => data[a * size + axis] - data[b * size + axis] || a - b);
  const middle = (start + end) >> 1;
  const halves = [
    branchOf(points, order, start, middle),
    branchOf(points, order, middle, end),
  ] as const;
  return { start, end, lowest, highest, halves };
}

/** Squared distance of a point to a box, 0 inside. */
function squareTo({ lowest, highest }: Branch, point: Float32Array): number {
  let squared = 0;
  for (let d = 0; d < point.length; d++) {
    const value = point[d];
    if (value < lowest[d]) squared += (lowest[d] - value) ** 2;
    else if (value > highest[d]) squared += (value - highest[d]) ** 2;
  }
  return squared;
}
