import type { Convolution, MapSize, ResidualNetwork } from "../../network";
import { RowGraph, type Rows, unfold, windowsOf } from "../graph";
import {
  batchNorm,
  batchNormGradient,
  convolution,
  convolutionInputGradient,
  convolutionWeightGradient,
  crossEntropy,
  linear,
  linearGradient,
} from "../operators";
import { type ConvolutionLayer, residualPass } from "../residualNetwork";
import { STEP, type StateVariable, TrainingState } from "./trainingState";
import { packWeight } from "./weightLayout";

/** What a step is made for; all of it is fixed in the graph. */
export interface StepOptions {
  readonly batchSize: number;
  readonly size: MapSize;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Share of the labels that is spread over all classes; 0 unless given. */
  readonly labelSmoothing?: number;
  /**
   * Whether to unfold inputs again for the weights' gradients, so that no more than one unfolded
   * input is held at a time: slower, and needed where maps are large.
   */
  readonly unfoldAgain: boolean;
}

/** torch.nn.BatchNorm2d's share of a batch in its running statistics. */
const BATCH_SHARE = 0.1;

/**
 * One step of stochastic gradient descent as an ONNX model: forward with batch normalisation in
 * training mode, softmax cross-entropy, backward, the update of weights, velocities and running
 * statistics. "images" [batch x positions, channels], "targets" one-hot [batch, classes] and
 * "learningRate" go in beside the state; "loss", "logits" and the next state come out.
 *
 * @throws RangeError if the images are too small for the stem
 * @example
 * const { bytes, variables } = trainingGraph(network, options);
 * const session = await InferenceSession.create(bytes);
 */
export function trainingGraph(
  network: ResidualNetwork,
  options: StepOptions,
): { bytes: Uint8Array; variables: readonly StateVariable[] } {
  const { batchSize, size, labelSmoothing = 0 } = options;
  const { inChannels, classes, embeddingSize, classifier } = network;
  const graph = new RowGraph(`${network.architecture}, one step`, batchSize);
  const positions = batchSize * size.height * size.width;
  graph.builder.input(STEP.images, "float", [positions, inChannels]);
  graph.builder.input(STEP.targets, "float", [batchSize, classes]);
  graph.builder.input(STEP.learningRate, "float", []);
  const state = new TrainingState(graph, options);
  const images = { value: STEP.images, size, channels: inChannels };
  const pass = residualPass(graph, network, images, (x, layer) =>
    trainedLayer(graph, state, x, layer, options.unfoldAgain),
  );
  const { name } = classifier;
  const weight = state.weight(`${name}.weight`, [classes, embeddingSize], classifier.weight);
  const bias = state.weight(`${name}.bias`, [classes], classifier.bias);
  const logits = linear(graph, pass.embedding, weight, bias);
  const smoothing = { share: labelSmoothing, classes };
  const { loss, gradient } = crossEntropy(graph, logits, STEP.targets, smoothing);
  const back = linearGradient(graph, gradient, pass.embedding, weight);
  state.update(weight, (decayed) => graph.add(back.weight, decayed));
  state.update(bias, (decayed) => graph.add(back.bias, decayed));
  pass.backward(back.input);
  graph.builder.output(loss, STEP.loss, "float", []);
  graph.builder.output(logits, STEP.logits, "float", [batchSize, classes]);
  return { bytes: graph.builder.finish(), variables: state.variables };
}

/** Convolution, then batch normalisation over the batch. */
function trainedLayer(
  graph: RowGraph,
  state: TrainingState,
  x: Rows,
  layer: Convolution,
  unfoldAgain: boolean,
): ConvolutionLayer {
  const { inChannels, outChannels, batchNorm: norm } = layer;
  const windows = windowsOf(x.size, layer);
  const { taps, output: size } = windows;
  const place = { windows, inChannels, outChannels };
  const shape = [taps.length * inChannels, outChannels];
  const weight = state.weight(`${layer.name}.weight`, shape, packWeight(layer, layer.weight, taps));
  const gamma = state.weight(`${norm.name}.weight`, [outChannels], norm.weight);
  const beta = state.weight(`${norm.name}.bias`, [outChannels], norm.bias);
  const { output, unfolded } = convolution(graph, x.value, weight, place);
  const rows = graph.batch * size.height * size.width;
  const normal = batchNorm(graph, output, { gamma, beta, epsilon: norm.epsilon });
  const share = { share: BATCH_SHARE };
  state.running(`${norm.name}.running_mean`, norm.mean, normal.mean, share);
  const unbiased = graph.multiply(normal.variance, graph.number(rows / Math.max(1, rows - 1)));
  state.running(`${norm.name}.running_var`, norm.variance, unbiased, share);
  return {
    rows: { value: normal.output, size, channels: outChannels },
    parameterGradients(gradient) {
      const back = batchNormGradient(graph, normal, gradient, rows);
      state.update(gamma, (decayed) => graph.add(back.gamma, decayed));
      state.update(beta, (decayed) => graph.add(back.beta, decayed));
      const seen = unfoldAgain ? unfold(graph, x.value, windows, inChannels) : unfolded;
      state.update(weight, (decayed) =>
        convolutionWeightGradient(graph, seen, back.input, decayed),
      );
      return back.input;
    },
    inputGradient: (gradient) => convolutionInputGradient(graph, gradient, weight, place),
  };
}
