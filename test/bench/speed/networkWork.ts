import { readCheckpoint, readDataset } from "../../../lib/files";
import { describeNetwork, type MapSize, type Network, networkGraph } from "../../../lib/network";
import { ShapedGraph } from "../../../lib/network/shapes";
import { upgraded } from "../../../lib/network/upgrade";
import type { CaseFiles } from "./caseFiles";

const product = (extents: readonly number[]) => extents.reduce((total, one) => total * one, 1);

/**
 * Float32 operations of a network for one image, two for a multiplication and its addition: those of its
 * convolutions and matrix products, as the network is defined; what an engine leaves out or adds is not
 * seen.
 *
 * @throws RangeError if it does not take images of this size
 * @example
 * networkWork(network, { height: 32, width: 32 }); // 74e6, a ResNet-18 with a 7x7 stem
 */
export function networkWork(network: Network, size: MapSize): number {
  const whole = upgraded(networkGraph(network, size));
  const [input] = whole.inputs.filter(({ name }) => !whole.constants.has(name));
  const shaped = ShapedGraph.of(
    whole,
    new Map([[input.name, [1, network.inChannels, size.height, size.width]]]),
  );
  let operations = 0;
  for (const { operator, inputs, outputs } of whole.nodes) {
    const extents = (value: string) => shaped.shape(value).dimensions;
    const made = product(extents(outputs[0]));
    if (operator === "Conv") operations += 2 * made * product(extents(inputs[1]).slice(1));
    else if (operator === "MatMul") operations += 2 * made * (extents(inputs[0]).at(-1) ?? 0);
    else if (operator === "Gemm")
      operations += (2 * made * product(extents(inputs[1]))) / extents(outputs[0])[1];
  }
  return operations;
}

/**
 * Float32 operations of one pass of a case's network over both of its datasets.
 *
 * @throws InputError if a file cannot be read
 */
export function inferenceWork(files: CaseFiles): number {
  const network = describeNetwork(readCheckpoint(files.model), { stem: "auto" });
  const works = [files.public, files.private].map((file) => {
    const { images, close } = readDataset(file);
    close();
    return images.count * networkWork(network, images);
  });
  return works[0] + works[1];
}
