import type * as Tfjs from "@tensorflow/tfjs-core";
import { type Convolution, foldBatchNorm, type Network } from "../../network";
import type { Activations, BatchShape } from "./types";

type Pair = [number, number];
type Border = [Pair, Pair, Pair, Pair];
type Layer = (x: Tfjs.Tensor4D, relu: boolean) => Tfjs.Tensor4D;

/** The network on TensorFlow.js: the same code on whichever of its backends is set. */
export interface TfjsForward {
  run(batch: Float32Array, shape: BatchShape): Promise<Activations>;
  dispose(): void;
}

/**
 * Puts the folded weights on the present backend and returns the forward pass over them.
 *
 * @param tf the core that the backend has registered itself with
 */
export function tfjsForward(tf: typeof Tfjs, network: Network): TfjsForward {
  const held: Tfjs.Tensor[] = [];
  const hold = <T extends Tfjs.Tensor>(tensor: T): T => {
    held.push(tensor);
    return tensor;
  };

  const convolution = (layer: Convolution): Layer => {
    const { inChannels, outChannels, kernel, stride, padding } = layer;
    const folded = foldBatchNorm(layer);
    const filter = hold(
      tf.tidy(() => {
        const weight = tf.tensor4d(folded.weight, [outChannels, inChannels, kernel, kernel]);
        return tf.transpose(weight, [2, 3, 1, 0]);
      }),
    );
    const bias = hold(tf.tensor1d(folded.bias));
    return (x, relu) =>
      tf.fused.conv2d({
        x,
        filter,
        strides: stride,
        pad: border(padding),
        bias,
        activation: relu ? "relu" : "linear",
      });
  };

  const stem = convolution(network.stem);
  const blocks = network.blocks.map(({ convolutions, shortcut }) => ({
    layers: convolutions.map(convolution),
    shortcut: shortcut ? convolution(shortcut) : null,
  }));
  const { classes, embeddingSize } = network;
  const weight = hold(tf.tensor2d(network.classifier.weight, [classes, embeddingSize]));
  const bias = hold(tf.tensor1d(network.classifier.bias));

  const forward = (batch: Float32Array, shape: BatchShape): [Tfjs.Tensor2D, Tfjs.Tensor2D] => {
    const images = tf.transpose(tf.tensor4d(batch, [...shape]), [0, 2, 3, 1]);
    let x = stem(images, true);
    if (network.maxPool) x = maxPool(tf, x);
    for (const { layers, shortcut } of blocks) {
      const last = layers.length - 1;
      const residual = layers.reduce((value, layer, i) => layer(value, i < last), x);
      x = tf.relu(tf.add<Tfjs.Tensor4D>(residual, shortcut ? shortcut(x, false) : x));
    }
    const embedding = tf.mean<Tfjs.Tensor2D>(x, [1, 2]);
    return [tf.add(tf.matMul(embedding, weight, false, true), bias), embedding];
  };

  return {
    async run(batch, shape) {
      const outputs = tf.tidy(() => forward(batch, shape));
      const [logits, embedding] = await Promise.all(outputs.map((output) => output.data()));
      tf.dispose(outputs);
      return { logits: logits as Float32Array, embedding: embedding as Float32Array };
    },
    dispose: () => tf.dispose(held),
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

/** 3x3, stride 2. After ReLU a border of zeros never wins, so it may stand for no border at all. */
function maxPool(tf: typeof Tfjs, x: Tfjs.Tensor4D): Tfjs.Tensor4D {
  return tf.maxPool(tf.pad(x, border(1)), 3, 2, "valid");
}

/** Padding before and after each of [images, height, width, channels]. */
function border(width: number): Border {
  return [
    [0, 0],
    [width, width],
    [width, width],
    [0, 0],
  ];
}
