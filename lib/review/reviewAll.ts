import { sha256 } from "../files/outputs";
import { alignScores } from "./answers/alignScores";
import { judge } from "./answers/judge";
import { judgementFindings } from "./answers/judgementFindings";
import { type Answers, readAnswerRows } from "./answers/readAnswerRows";
import { holdClaims } from "./claims/holdClaims";
import type { ClaimSource } from "./claims/readClaims";
import { readValidation, type Validation } from "./claims/readValidation";
import { reviewClaims, withNotes } from "./claims/reviewClaims";
import { reviewClass, type Team } from "./class/reviewClass";
import { reviewNotebook } from "./notebook/reviewNotebook";
import { readExpectedRows } from "./readExpectedRows";
import type { Review, TeamReview } from "./review";
import { reviewSubmission } from "./submission/reviewSubmission";
import { teamNames } from "./teamNames";

/** What is reviewed, and against what. */
export interface ReviewRequest {
  readonly files: readonly string[];
  readonly answers: string | null;
  readonly expectedIds: string | null;
  readonly claims: readonly string[];
  /** outDir of the run that the claims are about; null where there is none. */
  readonly run: string | null;
  readonly notebooks: readonly string[];
  readonly holdout: number;
  readonly seed: number;
  readonly replicates: number | null;
  readonly execute: boolean;
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
 * Reviews submissions, claims and notebooks. What was handed in and cannot be read is a verdict.
 *
 * @throws InputError if the answers, the expected ids or the run cannot be read
 * @example
 * (await reviewAll({ files: ["a.csv"], answers: null, ... })).review.verdict; // "accepted"
 */
export async function reviewAll(request: ReviewRequest): Promise<Reviewed> {
  const { files, seed, holdout } = request;
  const expected = request.expectedIds === null ? null : readExpectedRows(request.expectedIds);
  const answers = request.answers === null ? null : readAnswerRows(request.answers, expected);
  const claims = reviewClaims(request.claims);
  const replicates = request.replicates ?? (files.length > fewTeams ? 200 : 2000);
  const options = { seed, holdout, replicates };
  const wanted = expected?.ids ?? answers?.ids;
  const ids = wanted === undefined ? null : new Set(wanted);
  const validation = request.run === null ? null : readValidation(request.run, options);
  const context = { ids, answers, sources: claims.sources, options, validation };
  const { submissions, teams } = reviewTeams(files, context);
  const notebooks = [];
  for (const file of request.notebooks) {
    notebooks.push(await reviewNotebook(file, { execute: request.execute }));
  }
  const verdicts = [...submissions, ...claims.review.sources, ...notebooks].map((r) => r.verdict);
  const review: Review = {
    version: 1,
    verdict: worst(verdicts),
    settings: { ...options, inputs: inputsOf(request) },
    submissions,
    class: files.length < 2 ? null : reviewClass(teams, answers, { seed, replicates }),
    claims: withNotes(claims.review, validation?.notes ?? []),
    notebooks,
  };
  return { review, answers, teams };
}

interface Context {
  readonly ids: ReadonlySet<string> | null;
  readonly answers: Answers | null;
  readonly sources: readonly ClaimSource[];
  readonly options: { seed: number; holdout: number; replicates: number };
  readonly validation: Validation | null;
}

/**
 * One submission after the other, of which only scores are kept: in the order of the answers, else
 * of the first submission that is accepted.
 */
function reviewTeams(files: readonly string[], context: Context) {
  const { answers, options, sources } = context;
  const validation = context.validation?.figures ?? null;
  const teams: Team[] = [];
  let rowIds = answers?.ids ?? null;
  const judged = teamNames(files).map((team, i) => {
    const { review, submission } = reviewSubmission(files[i], context);
    if (review.verdict === "accepted") rowIds ??= submission?.ids ?? null;
    const scores = submission && rowIds ? alignScores(submission, rowIds) : null;
    teams.push({ name: team, scores });
    const judgement = answers && scores ? judge(scores, answers, options) : null;
    return { team, review, judgement, evidence: { ...review, judgement, validation } };
  });
  const held = holdClaims(sources, judged);
  const submissions = judged.map(({ team, review, judgement }, i): TeamReview => {
    const { claims, matches, findings } = held[i];
    const isRead = review.verdict !== "unreadable";
    const all = [
      ...review.findings,
      ...(judgement ? judgementFindings(judgement) : []),
      ...(isRead ? findings : []),
    ];
    return { ...review, team, findings: all, judgement, claims, matches };
  });
  return { submissions, teams };
}

function worst(verdicts: readonly Review["verdict"][]): Review["verdict"] {
  if (verdicts.includes("unreadable")) return "unreadable";
  return verdicts.includes("rejected") ? "rejected" : "accepted";
}

function inputsOf({ answers, expectedIds }: ReviewRequest): Record<string, string> {
  const files = [answers, expectedIds].filter((file): file is string => file !== null);
  return Object.fromEntries(files.map((file) => [file, sha256(file)]));
}
