import type { Graph } from "./graph/types";
import type { MapSize } from "./mapSize";
import type { Unsaid } from "./variant";

/** Batch normalisation as a trained network holds it, one entry for each channel. */
export interface BatchNorm {
  readonly name: string;
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly epsilon: number;
}

/** A square convolution without bias and the batch normalisation that follows it. */
export interface Convolution {
  readonly name: string;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  /** [outChannels, inChannels, kernel, kernel], row-major. */
  readonly weight: Float32Array;
  readonly batchNorm: BatchNorm;
}

/**
 * A residual block: ReLU follows each convolution but the last, whose output is added to the
 * shortcut's (or to the block's input where there is none) and goes through ReLU with it.
 */
export interface Block {
  readonly name: string;
  readonly convolutions: readonly Convolution[];
  readonly shortcut: Convolution | null;
}

/** The fully connected layer at the end: logits = embedding · weightᵀ + bias. */
export interface Classifier {
  readonly name: string;
  /** [classes, embeddingSize], row-major. */
  readonly weight: Float32Array;
  /** [classes]. */
  readonly bias: Float32Array;
}

/** What every network says of itself. */
export interface NetworkFacts {
  /** The checkpoint's path, for messages. */
  readonly path: string;
  readonly architecture: string;
  readonly inChannels: number;
  readonly classes: number;
  /** Length of the activations that the classifier sees: 512 in a full-width ResNet-18. */
  readonly embeddingSize: number;
  /** The last layer; null where a network does not end in one of constant weights. */
  readonly classifier: Classifier | null;
  /** Trained numbers: weights and biases, running statistics not counted. */
  readonly parameters: number;
  /** Names that were read as others, parts that were passed over: a phrase each. */
  readonly notes: readonly string[];
  /** One line for people: architecture, stem and why, widths, classes, parameters. */
  readonly summary: string;
}

/**
 * A residual network as plain data: stem convolution, ReLU, a 3x3 max-pool of stride 2 where `maxPool`,
 * the blocks, the mean over positions (the embedding), the classifier.
 *
 * Source: He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition", in the
 * layout and with the strides of torchvision's resnet18, resnet34 and resnet50.
 */
export interface ResidualNetwork extends NetworkFacts {
  readonly classifier: Classifier;
  readonly stem: Convolution;
  readonly maxPool: boolean;
  readonly blocks: readonly Block[];
}

/** A network of which only the graph is known: of another family, or of an ONNX file. */
export interface GraphNetwork extends NetworkFacts {
  /** The only size of images that it takes; null: any. */
  readonly imageSize: MapSize | null;
  /** The only number of images that a pass takes; null: any. */
  readonly batch: number | null;
  /** Files beside the model that weights lie in. */
  readonly weightFiles: readonly { readonly path: string; readonly sha256: string }[];
  /** How it begins, where weights do not say it; absent where they do. */
  readonly begins?: {
    readonly stride: number;
    readonly maxPool: boolean;
    /** The same weights as a network that begins otherwise. */
    otherwise(stem: { readonly stride: number; readonly maxPool: boolean }): GraphNetwork;
  };
  /** What the file does not say and may be tried otherwise. */
  readonly unsaid: readonly (keyof Unsaid)[];
  /**
   * The graph for images of one size: "images", float [N, channels, height, width], normalised, to
   * "logits" [N, classes] and "embedding" [N, embeddingSize].
   *
   * @throws RangeError if it does not take images of this size
   */
  write(size: MapSize): Graph;
}

/** A network, from which every engine is built. */
export type Network = ResidualNetwork | GraphNetwork;
