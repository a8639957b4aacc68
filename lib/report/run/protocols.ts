/** How a run's models were trained and judged. */
export type Protocol = keyof typeof judgedAs;

/**
 * Which scores a figure shows of a protocol, and the rows that judge it. Corrected scores are shown
 * raw: calibration with the raw score as tie-break leaves their order, and so every curve, as it is.
 */
export const judgedAs = {
  /** As the published notebook reports: calibrated, on the rows that fitted the calibration. */
  published: { stage: "calibrated", part: "validation" },
  /** The published recipe on rows that it has not seen, raw as it is handed in. */
  heldout: { stage: "raw", part: "report" },
  corrected: { stage: "raw", part: "report" },
} as const;
