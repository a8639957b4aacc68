import type { Graph } from "./graph/types";
import type { MapSize } from "./mapSize";
import { FORWARD } from "./onnx/forwardNames";
import { GraphBuilder } from "./onnx/graph";
import type { Convolution, ResidualNetwork } from "./types";

/**
 * A residual network as a graph, as it was trained: batch normalisation stands apart. Constants bear the
 * names of the state_dict.
 *
 * @example
 * residualGraph(network, { height: 32, width: 32 }).nodes[0].operator; // "Conv"
 */
export function residualGraph(network: ResidualNetwork, size: MapSize): Graph {
  const graph = new GraphBuilder(network.architecture);
  const { inChannels, classes, embeddingSize, classifier } = network;
  const images = graph.input(FORWARD.images, "float", ["N", inChannels, size.height, size.width]);
  const relu = (x: string) => graph.node("Relu", [x]);
  let x = relu(convolve(graph, images, network.stem));
  if (network.maxPool) x = graph.node("MaxPool", [x], windows(3, 2, 1));
  for (const block of network.blocks) {
    const shortcut = block.shortcut ? convolve(graph, x, block.shortcut) : x;
    block.convolutions.forEach((layer, i) => {
      x = convolve(graph, i === 0 ? x : relu(x), layer);
    });
    x = relu(graph.node("Add", [x, shortcut]));
  }
  const embedding = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])], { axis: 1 });
  const weight = graph.constant(
    classifier.weight,
    [classes, embeddingSize],
    `${classifier.name}.weight`,
  );
  const bias = graph.constant(classifier.bias, [classes], `${classifier.name}.bias`);
  const logits = graph.node("Gemm", [embedding, weight, bias], { transB: 1 });
  graph.output(logits, FORWARD.logits, "float", ["N", classes]);
  graph.output(embedding, FORWARD.embedding, "float", ["N", embeddingSize]);
  return graph.graph();
}

function convolve(graph: GraphBuilder, x: string, layer: Convolution): string {
  const { name, inChannels, outChannels, kernel, stride, padding, batchNorm } = layer;
  const shape = [outChannels, inChannels, kernel, kernel];
  const weight = graph.constant(layer.weight, shape, `${name}.weight`);
  const y = graph.node("Conv", [x, weight], windows(kernel, stride, padding));
  const norm = [
    graph.constant(batchNorm.weight, [outChannels], `${batchNorm.name}.weight`),
    graph.constant(batchNorm.bias, [outChannels], `${batchNorm.name}.bias`),
    graph.constant(batchNorm.mean, [outChannels], `${batchNorm.name}.running_mean`),
    graph.constant(batchNorm.variance, [outChannels], `${batchNorm.name}.running_var`),
  ];
  return graph.node("BatchNormalization", [y, ...norm], { epsilon: { float: batchNorm.epsilon } });
}

function windows(kernel: number, stride: number, padding: number) {
  return {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  };
}
