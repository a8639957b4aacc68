import type { Constant } from "../../network/graph/types";
import { numbersOf } from "../../network/shapes";
import type { BackwardGraph } from "../backward";
import { nextOf, STEP, type StateVariable, velocityOf } from "../trainer/trainingState";

/** The optimiser's settings. */
export interface Descent {
  readonly momentum: number;
  readonly weightDecay: number;
}

/**
 * The state of a training step as inputs and outputs of its graph, with the update of gradient descent:
 * v' = momentum v + decay w + dw, w' = w - rate v' (torch.optim.SGD).
 *
 * @example
 * const state = new StepState(graph, { momentum: 0.9, weightDecay: 5e-4 });
 * state.update("fc.bias", constant, gradient);
 */
export class StepState {
  readonly variables: StateVariable[] = [];
  /** The outputs that hold the next state. */
  readonly outputs: string[] = [];
  /** Statistics that several nodes keep: what the last of them made. */
  private readonly moved = new Map<string, string>();

  constructor(
    private readonly graph: BackwardGraph,
    private readonly descent: Descent,
  ) {}

  /** Moves a weight, an input of the graph already, against its gradient. */
  update(name: string, start: Constant, gradient: string): void {
    const { graph } = this;
    const { momentum, weightDecay } = this.descent;
    const { dimensions } = start;
    const velocity = velocityOf(name);
    graph.shaped.input(velocity, { type: "float", dimensions });
    const values = Float32Array.from(numbersOf(start));
    this.variables.push({ name, shape: dimensions, start: values });
    this.variables.push({
      ...{ name: velocity, shape: dimensions, start: new Float32Array(values.length) },
    });
    const kept = graph.scale(velocity, momentum);
    const decayed = graph.add(kept, graph.scale(name, weightDecay));
    const faster = graph.add(gradient, decayed);
    this.next(velocity, faster);
    this.next(name, graph.subtract(name, graph.multiply(STEP.learningRate, faster)));
  }

  /** Moves a running statistic, an input already, towards what was observed: s' = s + share (o - s). */
  move(name: string, start: Constant, observed: string, share: number): void {
    const { graph } = this;
    const before = this.moved.get(name) ?? name;
    if (before === name) {
      const values = Float32Array.from(numbersOf(start));
      this.variables.push({ name, shape: start.dimensions, start: values });
    }
    const difference = graph.subtract(observed, before);
    this.moved.set(name, graph.add(before, graph.scale(difference, share)));
  }

  /** Ends the step: every statistic has its next value. */
  finish(): void {
    for (const [name, value] of this.moved) this.next(name, value);
  }

  private next(name: string, value: string): void {
    const output = nextOf(name);
    this.graph.shaped.add({
      ...{ operator: "Identity", name: output, inputs: [value], outputs: [output], attributes: {} },
    });
    this.outputs.push(output);
  }
}
