import type { Constant, NodeAttribute } from "../../network/graph/types";
import {
  constantOf,
  numbersOf,
  type Section,
  type ShapedGraph,
  sameShape,
} from "../../network/shapes";

type Attributes = Readonly<Record<string, NodeAttribute>>;

/** Operators that reduce a value along axes. */
type Reduction = "ReduceSum" | "ReduceMean" | "ReduceSumSquare" | "ReduceL1" | "ReduceMax";

/**
 * A forward graph that the way back is added to: the few operators that it is made of. Every method
 * returns the name of its value; where nothing would change, that of the value it was given.
 *
 * @example
 * const graph = new BackwardGraph(ShapedGraph.of(forward, extents));
 * const twice = graph.multiply(x, graph.number(2));
 */
export class BackwardGraph {
  private readonly constants = new Map<string, string>();
  /** Values with their last two axes changed about, each way. */
  private readonly turned = new Map<string, string>();

  constructor(readonly shaped: ShapedGraph) {}

  /** A value's sizes. */
  shape(name: string): readonly number[] {
    return this.shaped.shape(name).dimensions;
  }

  /** What a value holds, if that is known beforehand and small. */
  known(name: string): readonly number[] | null {
    const constant = this.shaped.known(name);
    return constant && numbersOf(constant);
  }

  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.shaped.node(operator, inputs, attributes);
  }

  /** A float of no dimension. */
  number(value: number): string {
    return this.once(`number ${value}`, () => constantOf("float", [], [value]));
  }

  /** A list of whole numbers: sizes, or axes. */
  integers(values: readonly number[]): string {
    return this.once(`integers ${values}`, () => constantOf("int64", [values.length], values));
  }

  /** Floats of a shape. */
  floats(values: readonly number[], dimensions: readonly number[]): string {
    return this.shaped.constant(constantOf("float", dimensions, values));
  }

  zeros(dimensions: readonly number[]): string {
    return this.expand(this.number(0), dimensions);
  }

  add(a: string, b: string): string {
    return this.node("Add", [a, b]);
  }

  subtract(a: string, b: string): string {
    return this.node("Sub", [a, b]);
  }

  multiply(a: string, b: string): string {
    return this.node("Mul", [a, b]);
  }

  divide(a: string, b: string): string {
    return this.node("Div", [a, b]);
  }

  /** A value times a number. */
  scale(value: string, factor: number): string {
    return factor === 1 ? value : this.multiply(value, this.number(factor));
  }

  product(a: string, b: string): string {
    return this.node("MatMul", [a, b]);
  }

  where(condition: string, yes: string, no: string): string {
    return this.node("Where", [condition, yes, no]);
  }

  reshape(value: string, dimensions: readonly number[]): string {
    if (sameShape(this.shape(value), dimensions)) return value;
    return this.node("Reshape", [value, this.integers(dimensions)]);
  }

  expand(value: string, dimensions: readonly number[]): string {
    if (sameShape(this.shape(value), dimensions)) return value;
    return this.node("Expand", [value, this.integers(dimensions)]);
  }

  transpose(value: string, order: readonly number[]): string {
    if (order.every((axis, i) => axis === i)) return value;
    return this.node("Transpose", [value], { perm: order });
  }

  /** The last two axes changed about. */
  turn(value: string): string {
    const rank = this.shape(value).length;
    const axes = Array.from({ length: rank - 2 }, (_, axis) => axis);
    const made = this.turned.get(value) ?? this.transpose(value, [...axes, rank - 1, rank - 2]);
    this.turned.set(value, made).set(made, value);
    return made;
  }

  reduce(operator: Reduction, value: string, axes: readonly number[], keep: boolean): string {
    if (axes.length === 0 && operator !== "ReduceSumSquare" && operator !== "ReduceL1")
      return value;
    return this.node(operator, [value, this.integers(axes)], {
      keepdims: keep ? 1 : 0,
      noop_with_empty_axes: 1,
    });
  }

  /** Sums along axes, which stay as axes of one element. */
  sum(value: string, axes: readonly number[]): string {
    return this.reduce("ReduceSum", value, axes, true);
  }

  /** Means along axes, which stay as axes of one element. */
  mean(value: string, axes: readonly number[]): string {
    return this.reduce("ReduceMean", value, axes, true);
  }

  /** Sums what a value was stretched by: from a shape to one that broadcasts to it. */
  sumTo(value: string, dimensions: readonly number[]): string {
    const from = this.shape(value);
    const skipped = from.length - dimensions.length;
    const axes = from.flatMap((extent, axis) => {
      const to = axis < skipped ? 1 : dimensions[axis - skipped];
      return to === 1 && (extent !== 1 || axis < skipped) ? [axis] : [];
    });
    return this.reshape(this.sum(value, axes), dimensions);
  }

  concat(values: readonly string[], axis: number): string {
    return values.length === 1 ? values[0] : this.node("Concat", values, { axis });
  }

  slice(value: string, sections: readonly Section[]): string {
    const extents = this.shape(value);
    const isWhole = sections.every(
      ({ axis, start, step, count }) =>
        start === 0 && count === extents[axis] && (step === 1 || count === 1),
    );
    if (isWhole) return value;
    const end = ({ start, step, count }: Section) => {
      const last = start + step * (count - 1);
      return step > 0 ? last + 1 : last === 0 ? -(2 ** 31) : last - 1;
    };
    return this.node("Slice", [
      value,
      this.integers(sections.map(({ start }) => start)),
      this.integers(sections.map(end)),
      this.integers(sections.map(({ axis }) => axis)),
      this.integers(sections.map(({ step }) => step)),
    ]);
  }

  /** Zeros before and after each axis; negative numbers take elements off. */
  pad(value: string, begins: readonly number[], ends: readonly number[]): string {
    if ([...begins, ...ends].every((extent) => extent === 0)) return value;
    return this.node("Pad", [value, this.integers([...begins, ...ends])]);
  }

  private once(key: string, make: () => Constant): string {
    const name = this.constants.get(key) ?? this.shaped.constant(make());
    this.constants.set(key, name);
    return name;
  }
}
