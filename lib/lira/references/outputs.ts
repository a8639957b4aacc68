/** What reference models say of a dataset's images, and which of them each was trained on. */
export interface ReferenceOutputs {
  /** Reference models, M. */
  readonly models: number;
  /** Images, N. */
  readonly rows: number;
  /** Classes, K: those of the target. */
  readonly classes: number;
  /** Logits [M, N, K] by view, row-major; "plain" is always there. */
  readonly logits: ReadonlyMap<string, Float32Array>;
  /** Shape [M, N], 1 where the model was trained on the image ("in"), 0 where not ("out"). */
  readonly trainedOn: Uint8Array;
}
