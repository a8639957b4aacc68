import { type Convolution, foldedBias, foldWeightInto, type Network } from "../network";
import { GraphBuilder, type OnnxModel } from "./graph";

/** Names of the values that {@link forwardGraph} takes and gives. */
export const FORWARD = { images: "images", logits: "logits", embedding: "embedding" };

/**
 * The network's forward pass as an ONNX model, batch normalisation folded: "images", float
 * [N, channels, height, width], normalised, to "logits" [N, classes] and "embedding"
 * [N, embeddingSize], the activations that the classifier sees. N, height and width are free.
 *
 * @example
 * const session = await openSession(forwardGraph(network), 2);
 */
export function forwardGraph(network: Network): OnnxModel {
  const graph = new GraphBuilder(network.architecture);
  const { inChannels, classes, embeddingSize, classifier } = network;
  let x = graph.input(FORWARD.images, "float", ["N", inChannels, "height", "width"]);
  x = graph.node("Relu", [convolution(graph, x, network.stem)]);
  if (network.maxPool) {
    x = graph.node("MaxPool", [x], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 1, 1, 1],
    });
  }
  for (const block of network.blocks) {
    const shortcut = block.shortcut ? convolution(graph, x, block.shortcut) : x;
    block.convolutions.forEach((layer, i) => {
      const input = i === 0 ? x : graph.node("Relu", [x]);
      x = convolution(graph, input, layer);
    });
    x = graph.node("Relu", [graph.node("Add", [x, shortcut])]);
  }
  const embedding = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])], { axis: 1 });
  const weight = graph.weight(
    [classes, embeddingSize],
    (values) => values.set(classifier.weight),
    "fc.weight",
  );
  const bias = graph.constant(classifier.bias, [classes], "fc.bias");
  const logits = graph.node("Gemm", [embedding, weight, bias], { transB: 1 });
  graph.output(logits, FORWARD.logits, "float", ["N", classes]);
  graph.output(embedding, FORWARD.embedding, "float", ["N", embeddingSize]);
  return graph.finishWithWeights();
}

function convolution(graph: GraphBuilder, x: string, layer: Convolution): string {
  const { name, inChannels, outChannels, kernel, stride, padding } = layer;
  const weight = graph.weight(
    [outChannels, inChannels, kernel, kernel],
    (values) => foldWeightInto(values, layer),
    `${name}.weight`,
  );
  const bias = graph.constant(foldedBias(layer), [outChannels], `${name}.bias`);
  return graph.node("Conv", [x, weight, bias], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  });
}
