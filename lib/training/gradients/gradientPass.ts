import { loadOnnxruntime, openSession } from "../../inference/engines/onnx";
import { type MapSize, type Network, networkGraph } from "../../network";
import { FORWARD, writeGraph } from "../../network/onnx";
import { foldBatchNorm } from "../../network/passes/foldBatchNorm";
import { MissingRules } from "../backward";
import { NORMS, type NormsGraph, normsGraph } from "./normsGraph";

/** Fastest where measured: of 32 to 50; at 200 half as fast. */
const BATCH = 32;

/** A pass forward and back that can be run. */
export interface GradientPass extends Pick<NormsGraph, "names" | "batch" | "rows"> {
  /**
   * @param images normalised, [batch, channels, height, width]
   * @param direction the gradient at the logits, [batch, classes]
   * @returns [rows, names]
   */
  run(images: Float32Array, direction: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * The graph of a network's norms, batch normalisation folded where it follows a convolution.
 *
 * @throws as `normsGraph`
 */
function ofNetwork(network: Network, size: MapSize): NormsGraph {
  return normsGraph(foldBatchNorm(networkGraph(network, size)), {
    output: FORWARD.logits,
    image: [network.inChannels, size.height, size.width],
    batch: BATCH,
  });
}

/**
 * What norms of a network's gradients there are: of the bias and the weight of every layer but the
 * classifier, and of the input.
 *
 * @throws MissingRules naming operators whose gradient is not known
 * @example
 * gradientNames(network, { height: 32, width: 32 })[0]; // "conv1.bias"
 */
export function gradientNames(network: Network, size: MapSize): readonly string[] {
  return ofNetwork(network, size).names;
}

/**
 * Why norms of a network's gradients cannot be had, naming the operators; null where they can.
 *
 * @example
 * whyNoGradients(network, { height: 32, width: 32 }); // "Round, whose gradient is not known"
 */
export function whyNoGradients(network: Network, size: MapSize): string | null {
  try {
    gradientNames(network, size);
    return null;
  } catch (error) {
    if (error instanceof MissingRules) {
      return `${error.operators.join(", ")}, whose gradient is not known`;
    }
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/**
 * A network's pass forward and back for images of one size.
 *
 * @throws MissingRules naming operators whose gradient is not known
 * @throws RangeError if the network does not take images of this size
 * @example
 * const pass = await openGradientPass(network, { height: 32, width: 32 }, 2);
 */
export async function openGradientPass(
  network: Network,
  size: MapSize,
  threads: number,
): Promise<GradientPass> {
  const { Tensor } = await loadOnnxruntime();
  const { graph, images: input, names, batch, rows } = ofNetwork(network, size);
  const session = await openSession(writeGraph(graph), threads);
  return {
    ...{ names, batch, rows },
    async run(images, direction) {
      const shape = [batch, network.inChannels, size.height, size.width];
      const { [NORMS.norms]: norms } = await session.run({
        [input]: new Tensor("float32", images, shape),
        [NORMS.direction]: new Tensor("float32", direction, [batch, network.classes]),
      });
      return norms.data as Float32Array;
    },
    close: () => session.release(),
  };
}
