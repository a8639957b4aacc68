/** What reference models say of a dataset's images, and which of them each was trained on. */
export interface ReferenceOutputs {
  /** Reference models, M. */
  readonly models: number;
  /** Images, N. */
  readonly rows: number;
  /** Classes, K: those of the target. */
  readonly classes: number;
  /** Logits [M, N, K] by view, row-major; "plain" is there unless `phi` is. */
  readonly logits: ReadonlyMap<string, Float32Array>;
  /** Where models that were trained elsewhere left one number a row: phi [M, N] by view, "plain" among them. */
  readonly phi?: ReadonlyMap<string, Float64Array>;
  /** Shape [M, N], 1 where the model was trained on the image ("in"), 0 where not ("out"). */
  readonly trainedOn: Uint8Array;
}
