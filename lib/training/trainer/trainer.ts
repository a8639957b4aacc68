import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { NamedArray } from "../../files/outputs";
import { loadOnnxruntime, sessionOptions } from "../../inference/engines/onnx";
import { isResidual, type Network } from "../../network";
import { stepGraph } from "../step";
import { IdleDecay } from "./idleDecay";
import { trainedGraph } from "./trainedGraph";
import { trainedNetwork } from "./trainedNetwork";
import { type StepOptions, trainingGraph } from "./trainingGraph";
import { nextOf, STEP, type StateVariable } from "./trainingState";

/** A step's options, and the threads that it may use. */
export interface TrainerOptions extends StepOptions {
  /** The same number gives the same bytes. */
  readonly threads: number;
}

/** What one step says of its batch, before the update. */
export interface StepResult {
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** [batch, classes], in training mode. */
  readonly logits: Float32Array;
}

/**
 * A network being trained. The state lies in two sets of tensors outside JavaScript's objects that
 * steps read from and write to in turn, so nothing is copied.
 *
 * @example
 * const trainer = await Trainer.create(network, options);
 * const { loss } = await trainer.step(images, targets, 0.05);
 * const after = trainer.network();
 * await trainer.close();
 */
export class Trainer<T extends Network = Network> {
  private readonly idle: IdleDecay;
  private steps = 0;

  private constructor(
    private readonly origin: T,
    private readonly options: TrainerOptions,
    private readonly variables: readonly StateVariable[],
    private readonly session: InferenceSession,
    private readonly tensor: (data: Float32Array, shape: readonly number[]) => Tensor,
    private readonly sets: readonly [Map<string, Tensor>, Map<string, Tensor>],
  ) {
    this.idle = new IdleDecay(options.momentum, options.weightDecay);
  }

  /**
   * @throws RangeError if the images are too small for the network
   * @throws MissingRules naming operators whose gradient is not known
   * @throws Error if onnxruntime refuses, as where memory does not suffice
   */
  static async create<T extends Network>(network: T, options: TrainerOptions): Promise<Trainer<T>> {
    const ort = await loadOnnxruntime();
    const { bytes, variables } = stepOf(network, options);
    const session = await ort.InferenceSession.create(
      bytes,
      sessionOptions(options.threads, { set_denormal_as_zero: "1" }),
    );
    const tensor = (data: Float32Array, shape: readonly number[]) =>
      new ort.Tensor("float32", data, shape);
    const set = () =>
      new Map(variables.map(({ name, shape, start }) => [name, tensor(start.slice(), shape)]));
    return new Trainer(network, options, variables, session, tensor, [set(), set()]);
  }

  /**
   * One step of gradient descent.
   *
   * @param images normalised, [batch, positions, channels]
   * @param targets one-hot, [batch, classes]
   */
  async step(
    images: Float32Array,
    targets: Float32Array,
    learningRate: number,
  ): Promise<StepResult> {
    const { origin, options, sets, tensor } = this;
    const { batchSize, size } = options;
    const [now, next] = this.steps % 2 === 0 ? sets : [sets[1], sets[0]];
    const positions = batchSize * size.height * size.width;
    const feeds: Record<string, Tensor> = {
      [STEP.images]: tensor(images, [positions, origin.inChannels]),
      [STEP.targets]: tensor(targets, [batchSize, origin.classes]),
      [STEP.learningRate]: tensor(Float32Array.of(learningRate), []),
    };
    const fetches: Record<string, Tensor | null> = { [STEP.loss]: null, [STEP.logits]: null };
    for (const { name } of this.variables) {
      feeds[name] = now.get(name) as Tensor;
      fetches[nextOf(name)] = next.get(name) as Tensor;
    }
    const values = await this.session.run(feeds, fetches);
    this.steps++;
    this.idle.step(learningRate);
    const [loss] = values[STEP.loss].data as Float32Array;
    return { loss, logits: values[STEP.logits].data as Float32Array };
  }

  /** The state by name; the arrays change with the next steps. */
  state(): ReadonlyMap<string, NamedArray> {
    const now = this.sets[this.steps % 2];
    return new Map(
      this.variables.map(({ name, shape }) => [
        name,
        { data: now.get(name)?.data as Float32Array, shape },
      ]),
    );
  }

  /**
   * Goes on from a state that was saved.
   *
   * @param learningRates of the steps that led there
   * @throws RangeError naming a variable that is missing or of another size
   */
  restore(
    read: (name: string) => Float32Array | undefined,
    learningRates: readonly number[],
  ): void {
    for (const [name, { data }] of this.state()) {
      const saved = read(name);
      if (saved?.length !== data.length) {
        const found = saved === undefined ? "none" : `${saved.length} numbers`;
        throw new RangeError(`state ${name}: found ${found}, expected ${data.length} numbers`);
      }
      data.set(saved);
    }
    for (const rate of learningRates) this.idle.step(rate);
  }

  /** The network with the weights and running statistics that it has now. */
  network(): T {
    const { size } = this.options;
    const origin: Network = this.origin;
    const state = this.state();
    const value = (name: string) => state.get(name)?.data as Float32Array;
    const idleFactor = this.idle.factor;
    const trained: Network = isResidual(origin)
      ? trainedNetwork(origin, { size, idleFactor, value })
      : trainedGraph(origin, size, state);
    return trained as T;
  }

  /** Frees what the session holds. */
  async close(): Promise<void> {
    await this.session.release();
  }
}

function stepOf(network: Network, options: StepOptions) {
  if (isResidual(network)) return trainingGraph(network, options);
  const { batchSize, size } = options;
  const images = [batchSize, network.inChannels, size.height, size.width];
  return stepGraph(network.write(size), { ...options, images });
}
