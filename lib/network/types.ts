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

/**
 * A residual network as plain data, from which every engine (and the backward pass) is built:
 * stem convolution, ReLU, a 3x3 max-pool of stride 2 where `maxPool`, the blocks, the mean over
 * positions (the embedding), the classifier.
 *
 * Source: He, Zhang, Ren and Sun (2016), "Deep residual learning for image recognition", in the
 * layout and with the strides of torchvision's resnet18, resnet34 and resnet50.
 */
export interface Network {
  /** The checkpoint's path, for messages. */
  readonly path: string;
  readonly architecture: string;
  readonly inChannels: number;
  readonly classes: number;
  /** Length of the activations that the classifier sees: 512 in a full-width ResNet-18. */
  readonly embeddingSize: number;
  readonly stem: Convolution;
  readonly maxPool: boolean;
  readonly blocks: readonly Block[];
  readonly classifier: Classifier;
  /** Trained numbers: weights and biases, running statistics not counted. */
  readonly parameters: number;
  /** Names that were read as others, parts that were passed over: a phrase each. */
  readonly notes: readonly string[];
  /** One line for people: architecture, stem and why, widths, classes, parameters. */
  readonly summary: string;
}
