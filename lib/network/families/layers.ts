import type { Graph } from "../graph/types";
import { type MapSize, windowedSize } from "../mapSize";
import { FORWARD } from "../onnx/forwardNames";
import { GraphBuilder } from "../onnx/graph";
import type { Weights } from "./weights";

/** Operators of opset 21, in which GroupNormalization has a weight for each channel. */
const OPSET = 21;
/** torch's default of both normalisations. */
const EPSILON = 1e-5;
/** The most groups that Opacus makes of a batch normalisation. */
const GROUPS = 32;

/** A map of activations in a graph that is being written: [N, channels, height, width]. */
export interface Features extends MapSize {
  readonly value: string;
  readonly channels: number;
}

/** A row of activations an image: [N, size]. */
export interface Row {
  readonly value: string;
  readonly size: number;
}

/** How windows move; `padding` of a convolution is half its kernel where left out. */
export interface Moves {
  readonly stride?: number;
  readonly padding?: number;
}

/**
 * Writes a network's graph from named weights, layer by layer, each under torch's name of it.
 *
 * @example
 * const layers = new Layers(weights, { height: 32, width: 32 });
 * const x = layers.relu(layers.norm(layers.convolution(layers.images(3), "conv1"), "bn1"));
 */
export class Layers {
  private readonly graph: GraphBuilder;

  constructor(
    readonly weights: Weights,
    private readonly size: MapSize,
  ) {
    this.graph = new GraphBuilder("network", OPSET);
  }

  images(channels: number): Features {
    const { height, width } = this.size;
    const value = this.graph.input(FORWARD.images, "float", ["N", channels, height, width]);
    return { value, channels, height, width };
  }

  /** A convolution with a square kernel, with a bias where there is one; groups by its weight's shape. */
  convolution(x: Features, name: string, { stride = 1, padding }: Moves = {}): Features {
    const { weights, graph } = this;
    const [channels = 0, perGroup = 0, kernel = 1] = weights.shape(`${name}.weight`);
    const group = perGroup > 0 && x.channels % perGroup === 0 ? x.channels / perGroup : 1;
    const shape = [channels, x.channels / group, kernel, kernel];
    const inputs = [x.value, this.constant(`${name}.weight`, shape)];
    if (weights.has(`${name}.bias`)) inputs.push(this.constant(`${name}.bias`, [channels]));
    const moves = { kernel, stride, padding: padding ?? (kernel - 1) / 2 };
    if (!Number.isInteger(moves.padding)) weights.fault(`${name} with a kernel of ${kernel}`);
    const value = graph.node("Conv", inputs, {
      ...windows({ ...moves, padding: Math.floor(moves.padding) }),
      group,
    });
    return { value, channels, ...windowedSize(x, moves) };
  }

  /**
   * Batch normalisation; group normalisation where there are no running statistics, of as many groups as
   * Opacus makes: the largest number that divides 32 and the channels.
   */
  norm(x: Features, name: string): Features {
    const { channels } = x;
    const parts = ["weight", "bias"].map((part) => this.constant(`${name}.${part}`, [channels]));
    const epsilon = { float: EPSILON };
    if (!this.weights.has(`${name}.running_var`)) {
      const attributes = { epsilon, num_groups: greatestDivisor(GROUPS, channels) };
      return {
        ...x,
        value: this.graph.node("GroupNormalization", [x.value, ...parts], attributes),
      };
    }
    const statistics = ["running_mean", "running_var"].map((part) =>
      this.constant(`${name}.${part}`, [channels]),
    );
    const inputs = [x.value, ...parts, ...statistics];
    return { ...x, value: this.graph.node("BatchNormalization", inputs, { epsilon }) };
  }

  relu(x: Features): Features {
    return { ...x, value: this.graph.node("Relu", [x.value]) };
  }

  /** ReLU that ends at 6. */
  relu6(x: Features): Features {
    const bounds = [0, 6].map((bound) => this.graph.constant(Float32Array.of(bound), []));
    return { ...x, value: this.graph.node("Clip", [x.value, ...bounds]) };
  }

  maxPool(x: Features, kernel: number, { stride = kernel, padding = 0 }: Moves = {}): Features {
    const moves = { kernel, stride, padding };
    const value = this.graph.node("MaxPool", [x.value], windows(moves));
    return { ...x, value, ...windowedSize(x, moves) };
  }

  averagePool(x: Features, kernel: number): Features {
    const moves = { kernel, stride: kernel, padding: 0 };
    const value = this.graph.node("AveragePool", [x.value], windows(moves));
    return { ...x, value, ...windowedSize(x, moves) };
  }

  add(a: Features, b: Features): Features {
    if (a.channels !== b.channels) {
      this.weights.fault(`${a.channels} channels added to ${b.channels}`);
    }
    return { ...a, value: this.graph.node("Add", [a.value, b.value]) };
  }

  /** Maps of one size, channels behind one another. */
  concat(maps: readonly Features[]): Features {
    const value = this.graph.node(
      "Concat",
      maps.map((map) => map.value),
      { axis: 1 },
    );
    return { ...maps[0], value, channels: maps.reduce((sum, map) => sum + map.channels, 0) };
  }

  /** Every second row and column, then channels of zeros before and behind: a shortcut without weights. */
  subsampled(x: Features, stride: number, channels: number): Features {
    const { graph } = this;
    const integers = (...values: number[]) =>
      graph.constant(BigInt64Array.from(values, BigInt), [values.length]);
    const ends = [x.height, x.width];
    const sliced = graph.node("Slice", [
      ...[
        x.value,
        integers(0, 0),
        integers(ends[0], ends[1]),
        integers(2, 3),
        integers(stride, stride),
      ],
    ]);
    const before = Math.floor((channels - x.channels) / 2);
    const behind = channels - x.channels - before;
    if (behind < 0) this.weights.fault(`a shortcut from ${x.channels} to ${channels} channels`);
    const pads = integers(0, before, 0, 0, 0, behind, 0, 0);
    const value = graph.node("Pad", [sliced, pads, graph.constant(Float32Array.of(0), [])]);
    const [height, width] = ends.map((side) => Math.ceil(side / stride));
    return { value, channels, height, width };
  }

  /** The mean over all positions. */
  mean(x: Features): Row {
    return this.flat({
      ...x,
      value: this.graph.node("GlobalAveragePool", [x.value]),
      height: 1,
      width: 1,
    });
  }

  /**
   * torch's AdaptiveAvgPool2d: cell i of n is the mean of positions from floor(i h / n) to ceil((i+1) h / n).
   * A product with one matrix, since ONNX has no such operator.
   */
  adaptiveMean(x: Features, side: number): Row {
    if (x.height === side && x.width === side) return this.flat(x);
    if (side === 1) return this.mean(x);
    const positions = x.height * x.width;
    const matrix = new Float32Array(positions * side * side);
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        const [rows, columns] = [cells(x.height, side, i), cells(x.width, side, j)];
        for (const row of rows) {
          for (const column of columns) {
            const at = (row * x.width + column) * side * side + i * side + j;
            matrix[at] = 1 / (rows.length * columns.length);
          }
        }
      }
    }
    const { graph } = this;
    const shape = graph.constant(BigInt64Array.of(0n, 0n, BigInt(positions)), [3]);
    const rows = graph.node("Reshape", [x.value, shape]);
    const weight = graph.constant(matrix, [positions, side * side]);
    const value = graph.node("MatMul", [rows, weight]);
    return this.flat({ ...x, value, height: side, width: side });
  }

  flat({ value, channels, height, width }: Features): Row {
    const rows = this.graph.node("Flatten", [value], { axis: 1 });
    return { value: rows, size: channels * height * width };
  }

  linear(x: Row, name: string): Row {
    const [size = 0] = this.weights.shape(`${name}.weight`);
    if (size === 0) this.weights.fault(`${name} without outputs`);
    const weight = this.constant(`${name}.weight`, [size, x.size]);
    const bias = this.constant(`${name}.bias`, [size]);
    const value = this.graph.node("Gemm", [x.value, weight, bias], { transB: 1 });
    return { value, size };
  }

  reluRow(x: Row): Row {
    return { ...x, value: this.graph.node("Relu", [x.value]) };
  }

  /** The graph that ends in those logits, made of that embedding. */
  finish(logits: Row, embedding: Row): Graph {
    this.graph.output(logits.value, FORWARD.logits, "float", ["N", logits.size]);
    this.graph.output(embedding.value, FORWARD.embedding, "float", ["N", embedding.size]);
    return this.graph.graph();
  }

  private constant(name: string, shape: readonly number[]): string {
    return this.graph.constant(this.weights.take(name, shape), shape, name);
  }
}

function windows({ kernel, stride, padding }: Required<Moves> & { readonly kernel: number }) {
  return {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  };
}

function cells(extent: number, parts: number, part: number): number[] {
  const start = Math.floor((part * extent) / parts);
  const end = Math.ceil(((part + 1) * extent) / parts);
  return Array.from({ length: end - start }, (_, i) => start + i);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
