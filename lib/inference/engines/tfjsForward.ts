import type * as Tfjs from "@tensorflow/tfjs-core";
import { type Network, networkGraph } from "../../network";
import { FORWARD } from "../../network/onnx/forwardNames";
import { foldBatchNorm } from "../../network/passes/foldBatchNorm";
import { type Batch, normalised } from "./batch";
import { GraphRunner } from "./tfjs/graphRunner";
import type { Activations, BatchShape } from "./types";

/** The network on TensorFlow.js: the same code on whichever of its backends is set. */
export interface TfjsForward {
  run(batch: Batch, shape: BatchShape): Promise<Activations>;
  dispose(): void;
}

/**
 * The network's graph on the present backend, batch normalisation folded, for images of whichever size
 * comes.
 *
 * @param tf the core that the backend has registered itself with
 */
export function tfjsForward(tf: typeof Tfjs, network: Network): TfjsForward {
  const runners = new Map<string, GraphRunner>();
  const runnerFor = ([, , height, width]: BatchShape) => {
    const size = `${height} x ${width}`;
    const graph = () => foldBatchNorm(networkGraph(network, { height, width }));
    const runner = runners.get(size) ?? new GraphRunner(tf, graph());
    runners.set(size, runner);
    return runner;
  };
  return {
    async run(batch, shape) {
      const runner = runnerFor(shape);
      const outputs = tf.tidy(() =>
        runner.run(tf.tensor4d(normalised(batch, shape), [...shape]), [
          FORWARD.logits,
          FORWARD.embedding,
        ]),
      );
      const [logits, embedding] = await Promise.all(outputs.map((output) => output.data()));
      tf.dispose(outputs);
      return { logits: logits as Float32Array, embedding: embedding as Float32Array };
    },
    dispose() {
      for (const runner of runners.values()) runner.dispose();
      runners.clear();
    },
  };
}

/**
 * Makes one of TensorFlow.js's backends the present one, which is the same for the whole process.
 *
 * @throws Error if it does not start
 */
export async function setBackend(tf: typeof Tfjs, name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`the ${name} backend does not start`);
}
