import {
  type Convolution,
  denseWeightInto,
  foldedBias,
  foldWeightInto,
  type MapSize,
  windowedSize,
} from "..";
import type { GraphBuilder } from "./graph";

/** A map of activations in a graph: [N, channels, height, width], or the same numbers as rows. */
export interface FeatureMap extends MapSize {
  /** Its name in the graph. */
  readonly value: string;
  readonly channels: number;
  /** Whether it is [N, channels x height x width]. */
  readonly isRows: boolean;
}

/** The same numbers as one row an image. */
export function asRows(graph: GraphBuilder, map: FeatureMap): FeatureMap {
  if (map.isRows) return map;
  return { ...map, value: graph.node("Flatten", [map.value], { axis: 1 }), isRows: true };
}

/** The same numbers as [N, channels, height, width]. */
export function asMap(graph: GraphBuilder, map: FeatureMap): FeatureMap {
  if (!map.isRows) return map;
  const { channels, height, width } = map;
  const shape = graph.constant(BigInt64Array.from([-1, channels, height, width], BigInt), [4]);
  return { ...map, value: graph.node("Reshape", [map.value, shape]), isRows: false };
}

/**
 * A convolution with its batch normalisation folded in: as such, or, on maps with less than half as
 * many positions as the kernel has cells, as one matrix product.
 */
export function convolve(graph: GraphBuilder, map: FeatureMap, layer: Convolution): FeatureMap {
  const positions = map.height * map.width;
  return 2 * positions < layer.kernel ** 2
    ? product(graph, map, layer)
    : windows(graph, map, layer);
}

function windows(graph: GraphBuilder, map: FeatureMap, layer: Convolution): FeatureMap {
  const { name, inChannels, outChannels, kernel, stride, padding } = layer;
  const weight = graph.weight(
    [outChannels, inChannels, kernel, kernel],
    (values) => foldWeightInto(values, layer),
    `${name}.weight`,
  );
  const bias = graph.constant(foldedBias(layer), [outChannels], `${name}.bias`);
  const value = graph.node("Conv", [asMap(graph, map).value, weight, bias], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
  });
  return { value, channels: outChannels, isRows: false, ...windowedSize(map, layer) };
}

function product(graph: GraphBuilder, map: FeatureMap, layer: Convolution): FeatureMap {
  const { name, inChannels, outChannels } = layer;
  const size = windowedSize(map, layer);
  const outputs = size.height * size.width;
  const weight = graph.weight(
    [inChannels * map.height * map.width, outChannels * outputs],
    (values) => denseWeightInto(values, layer, map),
    `${name}.weight`,
  );
  const biases = foldedBias(layer);
  const repeated = new Float32Array(outChannels * outputs);
  repeated.forEach((_, i) => {
    repeated[i] = biases[Math.floor(i / outputs)];
  });
  const bias = graph.constant(repeated, [repeated.length], `${name}.bias`);
  const value = graph.node("Gemm", [asRows(graph, map).value, weight, bias]);
  return { value, channels: outChannels, isRows: true, ...size };
}
