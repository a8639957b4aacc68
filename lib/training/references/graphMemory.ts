import { InputError } from "../../files";
import type { GraphNetwork, MapSize } from "../../network";
import { FORWARD } from "../../network/onnx";
import { ShapedGraph, sizeOf, windowOf } from "../../network/shapes";
import { upgraded } from "../../network/upgrade";

/** A value's own numbers and those of its gradient, most of which wait for no one else. */
const KEPT_VALUES = 2;

/**
 * Bytes that a step over a network's graph takes beside the process: all values of the forward pass,
 * which wait for the backward pass, the largest unfolded input with its gradient, and the state twice,
 * with the gradients. An estimate.
 *
 * @throws InputError if another batch is written into the graph, or a shape is not known
 */
export function graphMemory(network: GraphNetwork, size: MapSize, batchSize: number): number {
  const shaped = shapesOf(network, size, batchSize);
  let kept = 0;
  let unfolded = 0;
  for (const node of shaped.order) {
    for (const output of node.outputs) {
      if (output !== "" && shaped.varies(output)) kept += sizeOf(shaped.shape(output).dimensions);
    }
    if (node.operator !== "Conv") continue;
    const [batch, channels, ...extents] = shaped.shape(node.inputs[0]).dimensions;
    const kernel = shaped.shape(node.inputs[1]).dimensions.slice(2);
    const { outputs } = windowOf(node, extents, kernel);
    unfolded = Math.max(unfolded, batch * channels * sizeOf(outputs) * sizeOf(kernel));
  }
  return 4 * (KEPT_VALUES * kept + 2 * unfolded + 7 * network.parameters);
}

function shapesOf(network: GraphNetwork, size: MapSize, batchSize: number): ShapedGraph {
  const images = [batchSize, network.inChannels, size.height, size.width];
  if (network.batch !== null && network.batch !== batchSize) {
    const found = `a batch of ${network.batch} that is written into it`;
    throw new InputError(
      network.path,
      found,
      `--batch-size ${network.batch}, or a batch left free`,
    );
  }
  return ShapedGraph.of(upgraded(network.write(size)), new Map([[FORWARD.images, images]]));
}
