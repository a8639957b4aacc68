/** What findings can be called: a rubric that names another is refused. */
export const findingCodes: readonly string[] = [
  // of a submission
  ...[
    "unreadable",
    "encoding",
    "line-ends",
    "blank-line",
    "empty",
    "header",
    "no-rows",
    "row-width",
  ],
  ...["unclosed-quote", "id-twice", "ids-unchecked", "id-missing", "id-surplus"],
  ...["score-not-a-number", "score-not-finite", "score-outside", "scientific-notation"],
  ...["constant", "predicted-classes", "nearly-constant", "few-levels", "ties"],
  ...[
    "inverted",
    "chance",
    "tie-cost",
    "more-submissions",
    "not-opened",
    "not-looked-at",
    "file-name",
  ],
  // of stated figures
  ...["no-figure", "no-decimals", "claims-left-out", "sources-disagree", "validation-above-server"],
  ...["statistics-do-not-fit", "threshold-rule", "claim-outside", "calibrated-and-reported"],
  ...["calibration-not-seen", "run-edited"],
  // of notebooks and scripts
  ...["secret", "secrets-not-searched", "nbformat", "not-run", "cells-not-run", "out-of-order"],
  ...["no-outputs", "errors", "stderr", "unpinned-seed", "absolute-path", "network", "large"],
  ...["large-output", "little-prose", "long-cell", "executed", "execution-failed", "not-executed"],
  ...["confined", "not-confined"],
  // of the data's way through the code
  ...["fit-on-private", "fit-before-split", "calibrate-and-report", "preprocessing", "overlap"],
  ...["multi-test", "refitted-scaler", "gaussian-on-judging", "calibrated-discarded"],
  ...["report-on-training", "private-membership"],
];
