import { type MapSize, type Network, windowedSize } from "..";
import { asMap, asRows, convolve, type FeatureMap } from "./featureMap";
import { FORWARD } from "./forwardNames";
import { GraphBuilder, type OnnxModel } from "./graph";

const MAX_POOL = { kernel: 3, stride: 2, padding: 1 };

/**
 * The network's forward pass as an ONNX model for images of one size, batch normalisation folded:
 * "images", float [N, channels, height, width], normalised, to "logits" [N, classes] and "embedding"
 * [N, embeddingSize], the activations that the classifier sees. N is free.
 *
 * @throws RangeError if the images are too small for the network's stem
 * @example
 * const session = await openSession(forwardGraph(network, { height: 32, width: 32 }), 2);
 */
export function forwardGraph(network: Network, size: MapSize): OnnxModel {
  const graph = new GraphBuilder(network.architecture);
  const { inChannels, classes, embeddingSize, classifier } = network;
  const shape = ["N", inChannels, size.height, size.width];
  const images = graph.input(FORWARD.images, "float", shape);
  const relu = (map: FeatureMap): FeatureMap => ({
    ...map,
    value: graph.node("Relu", [map.value]),
  });
  let x = relu(
    convolve(graph, { value: images, channels: inChannels, isRows: false, ...size }, network.stem),
  );
  if (network.maxPool) x = maxPool(graph, x);
  for (const block of network.blocks) {
    const shortcut = block.shortcut ? convolve(graph, x, block.shortcut) : x;
    block.convolutions.forEach((layer, i) => {
      x = convolve(graph, i === 0 ? x : relu(x), layer);
    });
    x = relu(add(graph, x, shortcut));
  }
  const mean = graph.node("GlobalAveragePool", [asMap(graph, x).value]);
  const embedding = graph.node("Flatten", [mean], { axis: 1 });
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

function maxPool(graph: GraphBuilder, map: FeatureMap): FeatureMap {
  const { kernel, stride, padding } = MAX_POOL;
  const value = graph.node("MaxPool", [asMap(graph, map).value], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  });
  return { ...map, value, isRows: false, ...windowedSize(map, MAX_POOL) };
}

function add(graph: GraphBuilder, a: FeatureMap, b: FeatureMap): FeatureMap {
  if (!a.isRows && !b.isRows) return { ...a, value: graph.node("Add", [a.value, b.value]) };
  const [left, right] = [asRows(graph, a), asRows(graph, b)];
  return { ...left, value: graph.node("Add", [left.value, right.value]) };
}
