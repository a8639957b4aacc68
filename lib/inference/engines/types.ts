import type { Network } from "../../network";
import type { Batch } from "./batch";

/** The engines that "auto" tries, in this order. */
export const AUTO_ENGINES = ["onnx", "tfjs-node", "tfjs-wasm"] as const;

/** The engines that there are: those that "auto" tries, then those that only their name takes. */
export const ENGINES = [
  ...AUTO_ENGINES,
  "onnx-webgpu",
  "onnx-cuda",
  "onnx-coreml",
  "onnx-dml",
] as const;

export type EngineName = (typeof ENGINES)[number];

/** What onnxruntime computes with beside the processor, by its own names. */
export type Provider = "webgpu" | "cuda" | "coreml" | "dml";

/** Height and width of the images in a batch. */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/** What one pass over a batch can give. */
export interface Activations {
  /** [count, classes], row-major. */
  readonly logits: Float32Array;
  /** [count, embeddingSize], row-major: what the classifier sees. */
  readonly embedding: Float32Array;
}

/** A network made ready to run. */
export interface Engine extends Pick<Network, "inChannels" | "classes" | "embeddingSize"> {
  /** "given" where outputs stand in for it. */
  readonly name: EngineName | "given";
  /** Package and version, such as "onnxruntime-node 1.30.0", and the provider if it has one. */
  readonly version: string;
  /** One sentence, the same on every machine: which engine and version was taken, and why. */
  readonly reason: string;
  /** Threads that it may use. */
  readonly threads: number;
  /** Images a batch at which it ran fastest when measured. */
  readonly batchSize: number;
  /** Batches that it works on at the same time. */
  readonly lanes: number;

  /**
   * Logits [count, classes] of a batch [count, channels, height, width] of images, normalised or as bytes with what
   * normalises them.
   * Without `size` the images are taken as square. Any number of calls may run at a time.
   *
   * @throws RangeError if the batch does not hold that many numbers
   */
  run(batch: Batch, count: number, size?: ImageSize): Promise<Float32Array>;

  /** The same pass, with the activations that the classifier sees. */
  runWithEmbedding(batch: Batch, count: number, size?: ImageSize): Promise<Activations>;

  /** Frees what the engine holds; it cannot run afterwards. */
  close(): Promise<void>;
}

/** What each engine brings; {@link Engine} is made of it. */
export interface Backend {
  /** Package and version, such as "onnxruntime-node 1.30.0", and the provider if it has one. */
  readonly version: string;
  readonly threads: number;
  readonly batchSize: number;
  readonly lanes: number;
  /** `lanes` calls may run at a time; more wait. The batch may be used again only when it fulfils. */
  forward(batch: Batch, shape: BatchShape): Promise<Activations>;
  close(): Promise<void>;
}

/** [count, channels, height, width]. */
export type BatchShape = readonly [number, number, number, number];
