import type { EditionYear } from "../../files";
import { defineTask } from "../../numeric/workers";
import { alignScores } from "../answers/alignScores";
import { type Judgement, type JudgeOptions, judge } from "../answers/judge";
import { judgementFindings } from "../answers/judgementFindings";
import type { Answers } from "../answers/readAnswerRows";
import { type ReadClaims, readClaimsFile } from "../claims/reviewClaims";
import type { Finding } from "../finding";
import { type SortedHandIn, sortHandIn } from "../handedIn/handIn";
import type { HandIn } from "../handedIn/layout";
import { checkNotebook } from "../notebook/reviewNotebook";
import { searchFile } from "../notebook/searchFile";
import { reviewSubmission, type SubmissionReview } from "../submission/reviewSubmission";

const module = "lib/review/guarded/tasks";

/** What all submissions are held against. */
export interface Context {
  readonly ids: ReadonlySet<string> | null;
  readonly edition?: EditionYear | null;
  readonly answers: Answers | null;
  readonly options: JudgeOptions;
}

/** A file that was handed in. */
export interface HandedIn {
  /** Absolute path. */
  readonly file: string;
  /** From below here no link is followed. */
  readonly folder: string;
  /** What it is called in the review; its path unless given. */
  readonly name?: string;
}

/** A submission as its thread leaves it. */
export interface ReviewedSubmission {
  readonly review: SubmissionReview;
  readonly judgement: Judgement | null;
  readonly judged: readonly Finding[];
  /** On the rows of the answers; null without, or where some are missing. */
  readonly scores: Float64Array | null;
  /** Where there are no answers: ids and scores as they stand in the file. */
  readonly rows: { readonly ids: readonly string[]; readonly scores: Float64Array } | null;
}

let context: Context = {
  ids: null,
  answers: null,
  options: { seed: 0, holdout: 0.3, replicates: 0 },
};

/** Keeps in the thread what every submission is held against. */
export const prepareTask = defineTask(module, "prepareTask", (given: Context): void => {
  context = given;
});

/** Reads, checks and measures a submission. */
export const submissionTask = defineTask(
  module,
  "submissionTask",
  ({ file, folder }: HandedIn): ReviewedSubmission => {
    const { answers, options } = context;
    const { review, submission } = reviewSubmission(file, context, folder);
    const scores = submission && answers ? alignScores(submission, answers.ids) : null;
    const judgement = answers && scores ? judge(scores, answers, options) : null;
    const judged = judgement === null ? [] : judgementFindings(judgement);
    const rows =
      submission && answers === null ? { ids: submission.ids, scores: submission.scores } : null;
    return { review, judgement, judged, scores, rows };
  },
);

/** Sorts what a team handed in, and unpacks it. */
export const sortTask = defineTask(
  module,
  "sortTask",
  ({ handIn, ...places }: { handIn: HandIn; root: string; scratch: string }): SortedHandIn =>
    sortHandIn(handIn, places),
);

/** Searches a file for secrets. */
export const searchTask = defineTask(module, "searchTask", ({ file, folder }: HandedIn) =>
  searchFile(file, folder),
);

/** Reads and checks a notebook. */
export const notebookTask = defineTask(module, "notebookTask", ({ file, folder }: HandedIn) =>
  checkNotebook(file, folder),
);

/** Reads a file of claims. */
export const claimsTask = defineTask(
  module,
  "claimsTask",
  ({ file, folder }: HandedIn): Promise<ReadClaims> => readClaimsFile(file, folder),
);
