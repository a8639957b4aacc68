/** Layouts in which reference models of other programs lie. */
export const LAYOUTS = [
  "tensorflow-privacy",
  "privacy-meter",
  "leakpro",
  "mask",
  "checkpoints",
] as const;

export type Layout = (typeof LAYOUTS)[number];

/** One view of one model: logits [rows, classes] or, where there is one number a row, phi [rows]. */
export type ViewOutputs = Float32Array | Float64Array;

/** What one model says of all rows. */
export interface ModelOutputs {
  /** In the order of the views' names. */
  readonly views: readonly ViewOutputs[];
  /** Numbers whose confidence was 0 or 1 and so had to be given a phi. */
  readonly saturated: number;
}

/** Outputs of reference models as they lie there; their arrays are read model by model. */
export interface ImportedOutputs {
  readonly layout: Layout;
  /** The file that stands for all of them in messages. */
  readonly path: string;
  /** Names of the models. */
  readonly models: readonly string[];
  readonly rows: number;
  /** Null: one number a row. */
  readonly classes: number | null;
  /** "plain" is the first. */
  readonly views: readonly string[];
  /** [models, rows]: 1 in, 0 out. */
  readonly trainedOn: Uint8Array;
  /** What was read as what, a sentence each. */
  readonly notes: readonly string[];
  /**
   * Reads one model.
   *
   * @throws InputError if its file is damaged or holds a number that is not finite
   */
  read(model: number): ModelOutputs;
}
