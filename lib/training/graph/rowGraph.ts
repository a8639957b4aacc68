import type { MapSize } from "../../network";
import { type Attribute, GraphBuilder } from "../../network/onnx";

/**
 * Activations as rows of channels: position after position, image after image. A value of this
 * layout is [batch x positions, channels], so that a convolution is a gather and a matrix product.
 */
export interface Rows {
  /** Its name in the graph. */
  readonly value: string;
  readonly size: MapSize;
  readonly channels: number;
}

/** Operators that reduce a value along axes. */
type Reduction =
  | "ReduceSum"
  | "ReduceMean"
  | "ReduceMax"
  | "ReduceSumSquare"
  | "ReduceL1"
  | "ReduceLogSumExp";

/**
 * A graph for a fixed number of images, with the few operators that forward and backward passes are
 * made of. Every method adds a node and returns the name of its value.
 *
 * @example
 * const graph = new RowGraph("step", 128);
 * const twice = graph.multiply(x, graph.number(2));
 */
export class RowGraph {
  readonly builder: GraphBuilder;
  private readonly constants = new Map<string, string>();

  constructor(
    name: string,
    readonly batch: number,
  ) {
    this.builder = new GraphBuilder(name);
  }

  /** A constant of no dimension. */
  number(value: number): string {
    return this.once(`number ${value}`, () => this.builder.constant(Float32Array.of(value), []));
  }

  /** A list of whole numbers: a shape, or axes. */
  integers(values: readonly number[]): string {
    return this.once(`integers ${values}`, () =>
      this.builder.constant(BigInt64Array.from(values, BigInt), [values.length]),
    );
  }

  /** Zeros, as the row that stands for padding. */
  zeros(shape: readonly number[]): string {
    const size = shape.reduce((product, extent) => product * extent, 1);
    return this.once(`zeros ${shape}`, () => this.builder.constant(new Float32Array(size), shape));
  }

  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.builder.node(operator, inputs, attributes);
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

  product(a: string, b: string): string {
    return this.node("MatMul", [a, b]);
  }

  reshape(value: string, shape: readonly number[]): string {
    return this.node("Reshape", [value, this.integers(shape)]);
  }

  transpose(value: string, order: readonly number[]): string {
    return this.node("Transpose", [value], { perm: order });
  }

  reduce(operator: Reduction, value: string, axes: readonly number[], keep = false): string {
    return this.node(operator, [value, this.integers(axes)], { keepdims: keep ? 1 : 0 });
  }

  private once(key: string, make: () => string): string {
    const name = this.constants.get(key) ?? make();
    this.constants.set(key, name);
    return name;
  }
}
