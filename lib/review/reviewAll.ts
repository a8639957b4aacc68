import { EDITIONS, type EditionYear, editions } from "../files";
import { sha256 } from "../files/outputs";
import { alignScores } from "./answers/alignScores";
import { type Answers, readAnswerRows } from "./answers/readAnswerRows";
import { holdClaims } from "./claims/holdClaims";
import type { ClaimSource } from "./claims/readClaims";
import { DEFAULT_SEED, readValidation, type Validation } from "./claims/readValidation";
import { holdTogether, withNotes } from "./claims/reviewClaims";
import { reviewClass, type Team } from "./class/reviewClass";
import { bounded } from "./finding";
import { ReviewGuarded } from "./guarded/reviewGuarded";
import type { ReviewedSubmission } from "./guarded/tasks";
import type { Execution } from "./notebook/executeNotebook";
import { type CheckedNotebook, executed } from "./notebook/reviewNotebook";
import { readExpectedRows } from "./readExpectedRows";
import { type Review, type TeamReview, worst } from "./review";
import type { SubmissionReview } from "./submission/reviewSubmission";
import { teamNames } from "./teamNames";

/** What is reviewed, and against what. */
export interface ReviewRequest {
  readonly files: readonly string[];
  readonly answers: string | null;
  readonly expectedIds: string | null;
  /** Whose header and rules count; null, as left out: any header, the strictest rules. */
  readonly edition?: EditionYear | null;
  readonly claims: readonly string[];
  /** outDir of the run that the claims are about; null where there is none. */
  readonly run: string | null;
  readonly notebooks: readonly string[];
  readonly holdout: number;
  /** Null, as left out: the run's, so that a figure has one interval here and there; 42 without a run. */
  readonly seed?: number | null;
  readonly replicates: number | null;
  /** Whether TypeScript notebooks are executed. */
  readonly execute: boolean;
  /** How; confined as this machine can, with the usual limits, unless given. */
  readonly execution?: Execution;
}

/** The review, and the rows behind its figures. */
export interface Reviewed {
  readonly review: Review;
  readonly answers: Answers | null;
  /** Of each submission: its scores on the rows that all are compared on; null where some are missing. */
  readonly teams: readonly Team[];
}

/** From here on a class gets fewer replicates. */
const fewTeams = 20;

/**
 * Reviews submissions, claims and notebooks, each file in a thread that it cannot leave. What was
 * handed in and cannot be read, or cannot be reviewed, is a verdict.
 *
 * @throws InputError if the answers, the expected ids or the run cannot be read
 * @throws NoConfinement if a notebook is to be executed and cannot be confined
 * @throws Error if a notebook that was executed cannot be ended
 * @example
 * (await reviewAll({ files: ["a.csv"], answers: null, ... })).review.verdict; // "accepted"
 */
export async function reviewAll(request: ReviewRequest): Promise<Reviewed> {
  const { files, holdout, notebooks, claims, edition = null } = request;
  const validation = request.run === null ? null : readValidation(request.run);
  const seed = request.seed ?? validation?.seed ?? DEFAULT_SEED;
  const replicates = request.replicates ?? (files.length > fewTeams ? 200 : 2000);
  const options = { seed, holdout, replicates };
  const held = readHeld(request);
  const work = (held.answers?.ids.length ?? 0) * replicates;
  const many = files.length + notebooks.length + claims.length;
  const guarded = new ReviewGuarded(many, work, () => ({ ...held, edition, options }));
  try {
    const pending = {
      claims: guarded.claims(claims),
      files: guarded.submissions(files),
      notebooks: guarded.notebooks(notebooks),
    };
    const read = holdTogether(await Promise.all(pending.claims));
    const context = { answers: held.answers, sources: read.sources, validation };
    const { submissions, teams } = await reviewTeams(files, pending.files, context);
    const reviewed = [];
    for (const notebook of pending.notebooks)
      reviewed.push(await finished(await notebook, request));
    const verdicts = [...submissions, ...read.review.sources, ...reviewed].map((r) => r.verdict);
    const review: Review = {
      version: 1,
      verdict: worst(verdicts),
      settings: { ...options, inputs: inputsOf(request) },
      submissions,
      class: files.length < 2 ? null : reviewClass(teams, held.answers, { seed, replicates }),
      claims: withNotes(read.review, validation?.notes ?? []),
      notebooks: reviewed,
    };
    return { review, answers: held.answers, teams };
  } finally {
    await guarded.close();
  }
}

/** The grader's own files. */
function readHeld({ expectedIds, answers: file }: ReviewRequest) {
  const expected = expectedIds === null ? null : readExpectedRows(expectedIds);
  const answers = file === null ? null : readAnswerRows(file, expected);
  const wanted = expected?.ids ?? answers?.ids;
  return { ids: wanted === undefined ? null : new Set(wanted), answers };
}

async function finished({ review, text }: CheckedNotebook, request: ReviewRequest) {
  const { execute, execution } = request;
  return execute && text !== null ? executed(review, text, execution) : review;
}

interface Context {
  readonly answers: Answers | null;
  readonly sources: readonly ClaimSource[];
  readonly validation: Validation | null;
}

/**
 * One submission after the other, of which only scores are kept: in the order of the answers, else
 * of the first submission that is accepted.
 */
async function reviewTeams(
  files: readonly string[],
  pending: readonly Promise<ReviewedSubmission>[],
  context: Context,
) {
  const validation = context.validation?.figures ?? null;
  const teams: Team[] = [];
  let rowIds: readonly string[] | null = null;
  const judged = [];
  for (const [i, team] of teamNames(files).entries()) {
    const { review, judgement, judged: findings, scores, rows } = await pending[i];
    if (review.verdict === "accepted") rowIds ??= rows?.ids ?? null;
    teams.push({ name: team, scores: rows && rowIds ? alignScores(rows, rowIds) : scores });
    const evidence = { ...review, judgement, validation, editions: editionsOf(review) };
    judged.push({ team, review, judgement, findings, evidence });
  }
  const held = holdClaims(context.sources, judged);
  const submissions = judged.map(({ team, review, judgement, findings: own }, i): TeamReview => {
    const { claims, matches, findings } = held[i];
    const isRead = review.verdict !== "unreadable";
    const all = [...review.findings, ...own, ...(isRead ? findings : [])];
    return { ...review, team, findings: bounded(all), judgement, claims, matches };
  });
  return { submissions, teams };
}

/** The edition that was named, else all that have the file's header. */
function editionsOf({ edition }: SubmissionReview): readonly number[] | undefined {
  if (edition === null) return undefined;
  const { year, source } = edition;
  if (source === "as given") return [year];
  return EDITIONS.filter(
    (one) => editions[one].idColumn === editions[year as EditionYear].idColumn,
  );
}

function inputsOf({ answers, expectedIds }: ReviewRequest): Record<string, string> {
  const files = [answers, expectedIds].filter((file): file is string => file !== null);
  return Object.fromEntries(files.map((file) => [file, sha256(file)]));
}
