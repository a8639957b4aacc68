import type { Block, Convolution, ResidualNetwork } from "../network";
import { type RowGraph, type Rows, windowsOf } from "./graph";
import {
  maxPool,
  maxPoolGradient,
  meanPool,
  meanPoolGradient,
  relu,
  reluGradient,
} from "./operators";

/** A convolution with its normalisation, as one layer of a graph. */
export interface ConvolutionLayer {
  readonly rows: Rows;
  /**
   * Takes the gradient of the layer's output, does with it what the graph is for (an update, a norm)
   * and gives back the gradient before normalisation.
   */
  parameterGradients(gradient: string): string;
  /** From the gradient before normalisation, that of the layer's input. */
  inputGradient(beforeNormalisation: string): string;
}

/** Makes a layer of a convolution: this is where training and looking differ. */
export type MakeLayer = (x: Rows, convolution: Convolution) => ConvolutionLayer;

/** Something with a gradient: of its output in, of its input out. */
interface Differentiable {
  readonly rows: Rows;
  backward(gradient: string): string;
}

/** A network's forward pass up to the classifier, and the way back. */
export interface ResidualPass {
  /** [batch, embeddingSize]. */
  readonly embedding: string;
  /** From the embedding's gradient to that of the stem before its normalisation. */
  backward(gradient: string): string;
  readonly stem: ConvolutionLayer;
}

/**
 * Writes a residual network forward, and backward when asked, from its one description.
 *
 * @param images normalised, [batch x positions, channels]
 * @throws RangeError if the images are too small for the stem
 * @example
 * const pass = residualPass(graph, network, images, makeLayer);
 * pass.backward(linearGradient(graph, gradient, pass.embedding, weight).input);
 */
export function residualPass(
  graph: RowGraph,
  network: ResidualNetwork,
  images: Rows,
  makeLayer: MakeLayer,
): ResidualPass {
  const stem = makeLayer(images, network.stem);
  const layers: Differentiable[] = [rectified(graph, stem.rows)];
  const last = () => layers[layers.length - 1].rows;
  if (network.maxPool) layers.push(pooled(graph, last()));
  for (const block of network.blocks) layers.push(residual(graph, block, last(), makeLayer));
  const features = last();
  return {
    stem,
    embedding: meanPool(graph, features),
    backward(gradient) {
      const start = meanPoolGradient(graph, gradient, features);
      return stem.parameterGradients(layers.reduceRight((at, layer) => layer.backward(at), start));
    },
  };
}

function rectified(graph: RowGraph, x: Rows): Differentiable {
  const rows = { ...x, value: relu(graph, x.value) };
  return { rows, backward: (gradient) => reluGradient(graph, gradient, rows.value) };
}

function pooled(graph: RowGraph, x: Rows): Differentiable {
  const windows = windowsOf(x.size, { kernel: 3, stride: 2, padding: 1 });
  const pool = maxPool(graph, x, windows);
  return {
    rows: pool.rows,
    backward: (gradient) => maxPoolGradient(graph, gradient, pool, windows),
  };
}

/** y = relu(f(x) + g(x)): both ways take the gradient of the sum, and theirs for x are added. */
function residual(graph: RowGraph, block: Block, x: Rows, makeLayer: MakeLayer): Differentiable {
  const main: Differentiable[] = [];
  let at = x;
  block.convolutions.forEach((convolution, i) => {
    if (i > 0) {
      const between = rectified(graph, at);
      main.push(between);
      at = between.rows;
    }
    const layer = convolved(makeLayer(at, convolution));
    main.push(layer);
    at = layer.rows;
  });
  const shortcut = block.shortcut && convolved(makeLayer(x, block.shortcut));
  const sum = graph.add(at.value, shortcut ? shortcut.rows.value : x.value);
  const out = rectified(graph, { ...at, value: sum });
  return {
    rows: out.rows,
    backward(gradient) {
      const atSum = out.backward(gradient);
      const around = shortcut ? shortcut.backward(atSum) : atSum;
      return graph.add(
        main.reduceRight((now, layer) => layer.backward(now), atSum),
        around,
      );
    },
  };
}

function convolved(layer: ConvolutionLayer): Differentiable {
  return {
    rows: layer.rows,
    backward: (gradient) => layer.inputGradient(layer.parameterGradients(gradient)),
  };
}
