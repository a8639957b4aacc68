import { type Convolution, foldBatchNorm, type MapSize, type ResidualNetwork } from "../../network";
import { RowGraph, type Rows, windowsOf } from "../graph";
import { convolution, convolutionInputGradient } from "../operators";
import { type ConvolutionLayer, residualPass } from "../residualNetwork";
import { packWeight } from "../trainer/weightLayout";
import { biasNorms, inputNorms, weightNorms } from "./sampleNorms";

/** Names of what {@link gradientGraph} takes and gives. */
export const GRADIENTS = { images: "images", direction: "direction", norms: "norms" } as const;

/** The input's norms, in the order in which they come after those of the layers. */
const INPUT_NORMS = ["input.sum", "input.squares", "input.largest"];

/**
 * What the norms are of, in their order: bias and weight of every convolution from the stem on, then
 * the input.
 *
 * @example
 * gradientNames(network)[0]; // "conv1.bias"
 */
export function gradientNames({ stem, blocks }: ResidualNetwork): string[] {
  const layers = blocks.flatMap(({ convolutions, shortcut }) =>
    shortcut ? [...convolutions, shortcut] : convolutions,
  );
  const ofLayers = [stem, ...layers].flatMap(({ name }) => [`${name}.bias`, `${name}.weight`]);
  return [...ofLayers, ...INPUT_NORMS];
}

/**
 * Norms of each image's gradients as an ONNX model, batch normalisation folded: "images" [batch x
 * positions, channels] and "direction", the gradient at the logits [batch, classes], to "norms"
 * [batch, names] in the order of {@link gradientNames}: for every convolution the squared norm of the
 * gradient of its bias and of its weight, and of the input the sum of absolute values, of squares, and
 * the largest.
 *
 * @throws RangeError if the images are too small for the stem
 * @example
 * const bytes = gradientGraph(network, { height: 32, width: 32 }, 32);
 */
export function gradientGraph(
  network: ResidualNetwork,
  size: MapSize,
  batchSize: number,
): Uint8Array {
  const { inChannels, classes, embeddingSize, classifier } = network;
  const graph = new RowGraph(`${network.architecture}, gradients`, batchSize);
  const positions = size.height * size.width;
  graph.builder.input(GRADIENTS.images, "float", [batchSize * positions, inChannels]);
  graph.builder.input(GRADIENTS.direction, "float", [batchSize, classes]);
  const norms = new Map<string, string>();
  const images = { value: GRADIENTS.images, size, channels: inChannels };
  const pass = residualPass(graph, network, images, (x, layer) =>
    observedLayer(graph, x, layer, (name, value) => norms.set(name, value)),
  );
  const weight = graph.builder.constant(classifier.weight, [classes, embeddingSize]);
  const atStem = pass.backward(graph.product(GRADIENTS.direction, weight));
  const names = gradientNames(network);
  const ofLayers = names.flatMap((name) => norms.get(name) ?? []);
  const ofInput = inputNorms(graph, pass.stem.inputGradient(atStem), positions * inChannels);
  const all = graph.node("Concat", [...ofLayers, ofInput], { axis: 1 });
  graph.builder.output(all, GRADIENTS.norms, "float", [batchSize, names.length]);
  return graph.builder.finish();
}

/** A convolution with its normalisation multiplied in, whose gradients are told of. */
function observedLayer(
  graph: RowGraph,
  x: Rows,
  layer: Convolution,
  note: (name: string, value: string) => void,
): ConvolutionLayer {
  const { name, inChannels, outChannels } = layer;
  const windows = windowsOf(x.size, layer);
  const { taps, output: size } = windows;
  const place = { windows, inChannels, outChannels };
  const folded = foldBatchNorm(layer);
  const inputs = taps.length * inChannels;
  const packed = packWeight(layer, folded.weight, taps);
  const weight = graph.builder.constant(packed, [inputs, outChannels]);
  const bias = graph.builder.constant(folded.bias, [outChannels]);
  const { output, unfolded } = convolution(graph, x.value, weight, place);
  return {
    rows: { value: graph.add(output, bias), size, channels: outChannels },
    parameterGradients(gradient) {
      const positions = size.height * size.width;
      const seen = { unfolded, gradient, positions, inputs, outputs: outChannels };
      note(`${name}.bias`, biasNorms(graph, seen));
      note(`${name}.weight`, weightNorms(graph, seen));
      return gradient;
    },
    inputGradient: (gradient) => convolutionInputGradient(graph, gradient, weight, place),
  };
}
