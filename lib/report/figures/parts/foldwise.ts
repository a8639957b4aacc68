/** What a caption says of a ROC curve of cross-fitted scores. */
export const FOLDWISE =
  "At each FPR every fold has a threshold of its own; what they flag is counted over all folds.";
