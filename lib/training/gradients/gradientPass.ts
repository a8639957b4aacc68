import { sharesOf } from "../../inference/engines/onnx";
import { saying } from "../../inference/engines/onnx/refusals";
import { type MapSize, type Network, networkGraph } from "../../network";
import { FORWARD, writeGraph } from "../../network/onnx";
import { foldBatchNorm } from "../../network/passes/foldBatchNorm";
import { MissingRules } from "../backward";
import { type Lane, type LaneModel, laneHere, laneInThread } from "./lanes/lane";
import { NORMS, type NormsGraph, normsGraph } from "./normsGraph";
import { onSmallMaps } from "./smallMaps";

/** Fastest where measured: of 32 to 50; at 200 half as fast. */
const BATCH = 32;

/** A pass forward and back that can be run. */
export interface GradientPass extends Pick<NormsGraph, "names" | "batch" | "rows"> {
  /** What batches go through; each takes images, normalised, and the gradient at their logits. */
  readonly lanes: readonly Lane[];
  /** A lane for each core, in a thread of its own, instead of the one in this thread. */
  widen(): Promise<void>;
  /** Ends all lanes as soon as what runs is done. */
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
 * A network's pass forward and back for images of one size, in one lane in this thread.
 *
 * @param threads of all lanes together
 * @throws MissingRules naming operators whose gradient is not known
 * @throws RangeError if the network does not take images of this size
 * @throws InputError naming the model if onnxruntime refuses it
 * @example
 * const pass = await openGradientPass(network, { height: 32, width: 32 }, 2);
 */
export async function openGradientPass(
  network: Network,
  size: MapSize,
  threads: number,
): Promise<GradientPass> {
  const { graph, shapes, images: input, names, batch, rows } = ofNetwork(network, size);
  const shape = [batch, network.inChannels, size.height, size.width];
  const given: LaneModel = {
    model: writeGraph(onSmallMaps(graph, shapes)),
    inputs: [
      { name: input, shape },
      { name: NORMS.direction, shape: [batch, network.classes] },
    ],
    output: NORMS.norms,
  };
  const lanes = [await saying(network, laneHere(given, threads))];
  const close = async () => {
    await Promise.all(lanes.splice(0).map((lane) => lane.close()));
  };
  return {
    ...{ names, batch, rows, lanes, close },
    async widen() {
      await close();
      // one by one, since a session takes more than twice its weights while it is being made
      for (const share of sharesOf(threads)) {
        lanes.push(await saying(network, laneInThread(given, share)));
      }
    },
  };
}
