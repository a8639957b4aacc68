import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EDITIONS, type EditionYear, editions, printable } from "../files";
import { sha256 } from "../files/outputs";
import { append } from "../numeric/arrays";
import { alignScores } from "./answers/alignScores";
import { type Answers, readAnswerRows } from "./answers/readAnswerRows";
import { mostClaims } from "./claims/claim";
import { holdClaims } from "./claims/holdClaims";
import type { ClaimSource } from "./claims/readClaims";
import { DEFAULT_SEED, readValidation, type Validation } from "./claims/readValidation";
import { type ClaimReview, holdTogether, withNotes } from "./claims/reviewClaims";
import type { TeamCode } from "./class/code/alikeCode";
import { reviewClass, type Team } from "./class/reviewClass";
import { counted } from "./counted";
import { bounded, type Finding, finding } from "./finding";
import { ReviewGuarded } from "./guarded/reviewGuarded";
import type { HandedIn, ReviewedSubmission } from "./guarded/tasks";
import type { SortedHandIn } from "./handedIn/handIn";
import type { HandIn } from "./handedIn/layout";
import { commonFolder } from "./linksBetween";
import type { Execution } from "./notebook/executeNotebook";
import { type CheckedNotebook, executed, type NotebookReview } from "./notebook/reviewNotebook";
import { readExpectedRows } from "./readExpectedRows";
import { type Review, type TeamReview, verdictOf } from "./review";
import { type SubmissionReview, unreadableSubmission } from "./submission/reviewSubmission";
import { teamNames } from "./teamNames";

/** What is reviewed, and against what. */
export interface ReviewRequest {
  readonly files: readonly string[];
  /** Folders and zips of a class or a repository; none where left out. */
  readonly folders?: readonly { readonly root: string; readonly handIns: readonly HandIn[] }[];
  readonly answers: string | null;
  readonly expectedIds: string | null;
  /** Whose header and rules count; null, as left out: any header, the strictest rules. */
  readonly edition?: EditionYear | null;
  readonly claims: readonly string[];
  /** outDir of the run that the claims are about; null where there is none. */
  readonly run: string | null;
  readonly notebooks: readonly string[];
  /** Share of rows on the leaderboard; null: the edition's. */
  readonly holdout: number | null;
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
  /** Of the rows that `teams` are compared on; null where no submission could be read. */
  readonly ids: readonly string[] | null;
}

/** From here on a class gets fewer replicates. */
const fewTeams = 20;

/**
 * Reviews submissions, claims and notebooks, each file in a thread that it cannot leave, and all that
 * stands in the folders of a class or a repository. What was handed in and cannot be read, or cannot be
 * reviewed, is a verdict.
 *
 * @throws InputError if the answers, the expected ids or the run cannot be read
 * @throws NoConfinement if a notebook is to be executed and cannot be confined
 * @throws Error if a notebook that was executed cannot be ended
 * @example
 * (await reviewAll({ files: ["a.csv"], answers: null, ... })).review.verdict; // "accepted"
 */
export async function reviewAll(request: ReviewRequest): Promise<Reviewed> {
  const { files, notebooks, claims, edition = null, folders = [] } = request;
  const validation = request.run === null ? null : readValidation(request.run);
  const seed = request.seed ?? validation?.seed ?? DEFAULT_SEED;
  const many = files.length + folders.reduce((sum, { handIns }) => sum + handIns.length, 0);
  const replicates = request.replicates ?? (many > fewTeams ? 200 : 2000);
  const holdout = request.holdout ?? editions[edition ?? 2025].leaderboardShare;
  const options = { seed, holdout, replicates };
  const held = readHeld(request);
  const work = (held.answers?.ids.length ?? 0) * replicates;
  const all = many + notebooks.length + claims.length;
  const guarded = new ReviewGuarded(all, work, () => ({ ...held, edition, options }));
  const scratch = mkdtempSync(path.join(tmpdir(), "mia-review-"));
  try {
    const teams = [...plainTeams(files), ...(await folderTeams(folders, guarded, scratch))];
    const pending = startReviews(teams, { notebooks, claims }, guarded);
    const read = holdTogether(await Promise.all(pending.claims));
    const context = { answers: held.answers, sources: read.sources, validation, edition };
    const reviewed = await reviewTeams(teams, pending, context);
    const looked: Review["notebooks"][number][] = [];
    const code = new Map<string, Int32Array[]>();
    for (const { team, notebook } of pending.notebooks) {
      const one = await notebook;
      if (one !== null && team !== null) code.set(team, [...(code.get(team) ?? []), one.prints]);
      if (one !== null) looked.push({ ...(await finished(one, request)), team });
    }
    const sources = [...read.review.sources, ...reviewed.sources];
    const { submissions } = reviewed;
    const verdict = verdictOf(submissions, [...sources, ...looked]);
    const isClass = submissions.length > 1;
    const review: Review = {
      version: 1,
      verdict,
      settings: { ...options, inputs: inputsOf(request) },
      submissions,
      class: isClass
        ? reviewClass(reviewed.teams, held.answers, { seed, replicates, code: joinedPrints(code) })
        : null,
      claims: withNotes({ ...read.review, sources }, validation?.notes ?? []),
      notebooks: looked,
    };
    return {
      review,
      answers: held.answers,
      teams: reviewed.teams,
      ids: held.answers?.ids ?? reviewed.rowIds,
    };
  } finally {
    await guarded.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The grader's own files. */
function readHeld({ expectedIds, answers: file }: ReviewRequest) {
  const expected = expectedIds === null ? null : readExpectedRows(expectedIds);
  const answers = file === null ? null : readAnswerRows(file, expected);
  const wanted = expected?.ids ?? answers?.ids;
  return { ids: wanted === undefined ? null : new Set(wanted), answers };
}

/** A team whose files are about to be reviewed. */
type TeamFiles = Omit<SortedHandIn, "student"> & { readonly team: string };

function plainTeams(files: readonly string[]): TeamFiles[] {
  const folder = commonFolder(files);
  const nothing = {
    person: null,
    grouped: false,
    others: [],
    notebooks: [],
    claims: [],
    searched: [],
    unseen: [],
  };
  return teamNames(files).map((team, i) => ({
    ...{ ...nothing, team, failure: null },
    submission: { file: files[i], folder },
  }));
}

/** What stands in folders and zips; a repository alone need not hold a submission. */
async function folderTeams(
  folders: NonNullable<ReviewRequest["folders"]>,
  guarded: ReviewGuarded,
  scratch: string,
): Promise<TeamFiles[]> {
  const sorted = folders.map(({ handIns, root }, i) => {
    const places = { root, scratch: path.join(scratch, String(i)) };
    return Promise.all(guarded.sorted(handIns, places));
  });
  const taken = new Map<string, number>();
  return (await Promise.all(sorted)).flat().map(({ student, ...files }) => {
    const time = (taken.get(student) ?? 0) + 1;
    taken.set(student, time);
    return { ...files, team: time === 1 ? student : `${student} (${time})` };
  });
}

/** Everything is begun at once; what comes first is reviewed first. */
function startReviews(
  teams: readonly TeamFiles[],
  { notebooks, claims }: Pick<ReviewRequest, "notebooks" | "claims">,
  guarded: ReviewGuarded,
) {
  const alone = (files: readonly string[]) => {
    const folder = commonFolder(files);
    return files.map((file) => ({ file, folder }));
  };
  const shown = (team: string, files: readonly HandedIn[]) =>
    files.map((one) => ({ ...one, name: `${team}/${one.name ?? path.basename(one.file)}` }));
  const noticed = (team: string | null, reviews: readonly Promise<CheckedNotebook | null>[]) =>
    reviews.map((notebook) => ({ team, notebook }));
  const asNotebook = async (found: Promise<NotebookReview | null>) => {
    const review = await found;
    return review === null ? null : { review, text: null, prints: new Int32Array(0) };
  };
  return {
    claims: guarded.claims(alone(claims)),
    submissions: teams.map(({ submission }) =>
      submission === null ? null : guarded.submissions([submission])[0],
    ),
    ofTeams: teams.map(({ team, claims: own }) => guarded.claims(shown(team, own))),
    notebooks: [
      ...noticed(null, guarded.notebooks(alone(notebooks))),
      ...teams.flatMap(({ team, notebooks: own, searched }) => [
        ...noticed(team, guarded.notebooks(shown(team, own))),
        ...noticed(team, guarded.searched(shown(team, searched)).map(asNotebook)),
      ]),
    ],
  };
}

function joinedPrints(code: ReadonlyMap<string, readonly Int32Array[]>): TeamCode[] {
  return [...code].map(([name, all]) => {
    const prints = new Set<number>();
    for (const some of all) for (const print of some) prints.add(print);
    return { name, prints: Int32Array.from(prints) };
  });
}

async function finished({ review, text }: CheckedNotebook, request: ReviewRequest) {
  const { execute, execution } = request;
  return execute && text !== null ? executed(review, text, execution) : review;
}

interface Context {
  readonly answers: Answers | null;
  readonly sources: readonly ClaimSource[];
  readonly validation: Validation | null;
  readonly edition: EditionYear | null;
}

/**
 * One submission after the other, of which only scores are kept: in the order of the answers, else
 * of the first submission that is accepted.
 */
async function reviewTeams(
  teams: readonly TeamFiles[],
  pending: ReturnType<typeof startReviews>,
  context: Context,
) {
  const validation = context.validation?.figures ?? null;
  const scored: Team[] = [];
  const sources: ClaimReview["sources"][number][] = [];
  let rowIds: readonly string[] | null = null;
  const judged = [];
  for (const [i, files] of teams.entries()) {
    const { team } = files;
    const own = holdTogether(await Promise.all(pending.ofTeams[i]), team);
    append(sources, own.review.sources);
    const read = await (pending.submissions[i] ?? withoutSubmission(files, teams.length > 1));
    if (read === null) continue;
    const { review, judgement, judged: findings, scores, rows } = read;
    if (review.verdict === "accepted") rowIds ??= rows?.ids ?? null;
    scored.push({ name: team, scores: rows && rowIds ? alignScores(rows, rowIds) : scores });
    const evidence = { ...review, judgement, validation, editions: editionsOf(review) };
    const named = misnamed(files, context.edition);
    const more = [...findings, ...own.review.findings, ...handInFindings(files), ...named];
    const who = { team, person: files.person, grouped: files.grouped };
    judged.push({ who, team, review, judgement, findings: more, evidence, own: own.sources });
  }
  const held = holdClaims(context.sources, judged);
  const submissions = judged.map(({ who, team, review, judgement, ...one }, i): TeamReview => {
    const isRead = review.verdict !== "unreadable";
    const [ofOwn] = holdClaims(one.own, [{ team, evidence: one.evidence }]);
    const claims = [...held[i].claims, ...ofOwn.claims].slice(0, mostClaims);
    const told = isRead ? [...held[i].findings, ...ofOwn.findings] : [];
    const findings = bounded([...review.findings, ...one.findings, ...told]);
    const matches = [...held[i].matches, ...ofOwn.matches];
    return { ...review, ...who, findings, judgement, claims, matches };
  });
  return { submissions, teams: scored, sources, rowIds };
}

/** Of a class's team a verdict; of a repository alone nothing. */
function withoutSubmission(
  { team, failure }: TeamFiles,
  isClass: boolean,
): ReviewedSubmission | null {
  if (!isClass && failure === null) return null;
  const what = failure ?? { found: "no submission", expected: "a CSV file with ids and scores" };
  const mend = failure === null ? "hand in submission.csv" : "hand in a plain zip or a folder";
  const nothing = { judgement: null, judged: [], scores: null, rows: null };
  return { review: unreadableSubmission(team, { ...what, mend }), ...nothing };
}

/** A submission that the edition's template would have called otherwise. */
function misnamed({ submission }: TeamFiles, edition: EditionYear | null): Finding[] {
  if (edition === null || submission?.name === undefined) return [];
  const [name, wanted] = [path.basename(submission.name), editions[edition].files.submission];
  if (name === wanted) return [];
  const what = {
    found: `a submission called ${printable(name)}`,
    expected: `${wanted}, as in ${edition}`,
  };
  return [finding("note", "file-name", { ...what, mend: `call it ${wanted}` })];
}

/** What of a hand-in was not taken, or not looked at. */
function handInFindings({ others, unseen, submission, failure }: TeamFiles): Finding[] {
  const findings: Finding[] = [];
  if (others.length > 0) {
    const taken = submission?.name ?? submission?.file ?? "none";
    findings.push(
      finding("warning", "more-submissions", {
        found: `${counted(others.length, "further table")} that could be it: ${others.slice(0, 5).map(printable).join(", ")}`,
        expected: `one submission; ${printable(taken)} was taken`,
        mend: "hand in one, called submission.csv",
      }),
    );
  }
  if (failure !== null && submission !== null) {
    const mend = "hand in a plain zip or a folder";
    findings.push(finding("warning", "not-opened", { ...failure, mend }));
  }
  if (unseen.length > 0) {
    findings.push(
      finding("note", "not-looked-at", {
        found: unseen.map(printable).join("; "),
        expected: "files and folders that somebody wrote",
        mend: "look there by hand if it matters",
      }),
    );
  }
  return findings;
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
