import type { RowGraph } from "../graph";

/** A value that a step takes and gives back changed. */
export interface StateVariable {
  readonly name: string;
  readonly shape: readonly number[];
  /** What it holds before the first step. */
  readonly start: Float32Array;
}

/** Names of the inputs and outputs that are no state. */
export const STEP = {
  images: "images",
  targets: "targets",
  learningRate: "learningRate",
  loss: "loss",
  logits: "logits",
} as const;

/** The output that holds a variable's value after the step. */
export function nextOf(name: string): string {
  return `${name}/next`;
}

/** The variable that holds a weight's velocity. */
export function velocityOf(name: string): string {
  return `${name}/velocity`;
}

/**
 * Weights, velocities and running statistics as inputs and outputs of a graph, with the update of
 * gradient descent: v' = momentum v + decay w + dw, w' = w - rate v' (torch.optim.SGD).
 *
 * @example
 * const weight = state.weight("fc.bias", [10], bias);
 * state.update(weight, (decayed) => graph.add(gradient, decayed));
 */
export class TrainingState {
  readonly variables: StateVariable[] = [];
  private readonly shapes = new Map<string, readonly number[]>();

  constructor(
    private readonly graph: RowGraph,
    private readonly options: { readonly momentum: number; readonly weightDecay: number },
  ) {}

  /** A trained array with its velocity, 0 at first; returns the weight's name. */
  weight(name: string, shape: readonly number[], start: Float32Array): string {
    this.variable(name, shape, start);
    this.variable(velocityOf(name), shape, new Float32Array(start.length));
    return name;
  }

  /**
   * Ends a weight's way through the step.
   *
   * @param withGradient adds the gradient to the value that it is given
   */
  update(name: string, withGradient: (decayed: string) => string): void {
    const { graph } = this;
    const { momentum, weightDecay } = this.options;
    const kept = graph.multiply(velocityOf(name), graph.number(momentum));
    const decayed = graph.add(kept, graph.multiply(name, graph.number(weightDecay)));
    const velocity = withGradient(decayed);
    this.next(velocityOf(name), velocity);
    this.next(name, graph.subtract(name, graph.multiply(STEP.learningRate, velocity)));
  }

  /** A running statistic: s' = s + share (observed - s). */
  running(name: string, start: Float32Array, observed: string, { share }: { share: number }): void {
    const { graph } = this;
    this.variable(name, [start.length], start);
    const moved = graph.multiply(graph.subtract(observed, name), graph.number(share));
    this.next(name, graph.add(name, moved));
  }

  private variable(name: string, shape: readonly number[], start: Float32Array): void {
    this.graph.builder.input(name, "float", shape);
    this.shapes.set(name, shape);
    this.variables.push({ name, shape, start });
  }

  private next(name: string, value: string): void {
    this.graph.builder.output(value, nextOf(name), "float", this.shapes.get(name) ?? []);
  }
}
