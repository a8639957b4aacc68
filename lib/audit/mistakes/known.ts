/** What a mistake does: to the scores that are handed in, or to the figures that are printed of them. */
export interface KnownMistake {
  readonly what: string;
  /** Whether its figures look better than they should; else its scores are worse. */
  readonly flatters: boolean;
}

/** The published attack's mistakes, and the finding that is none (g), by letter. */
export const knownMistakes: Readonly<Record<string, KnownMistake>> = {
  a: { what: "the calibrated model is thrown away", flatters: false },
  b: { what: "the scaler is fitted again on the rows to be scored", flatters: false },
  c: { what: "calibration and figures come from the same rows", flatters: true },
  d: { what: "scaler and Gaussians have seen the validation rows", flatters: true },
  e: { what: "the TPR is read at the wrong point of the curve", flatters: true },
  f: { what: "the network runs twice over every image", flatters: false },
  g: { what: "float32 throughout, which is no mistake", flatters: false },
};
