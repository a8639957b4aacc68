/** Training with noise, as DP-SGD does it. */
export interface NoisyTraining {
  /** Standard deviation of the noise by the clipping norm. */
  readonly noiseMultiplier: number;
  /** Chance with which a record is in a batch, drawn anew for each step (Poisson sampling). */
  readonly samplingRate: number;
  readonly steps: number;
}
