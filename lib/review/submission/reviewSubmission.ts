import { InputError, takeEdition } from "../../files";
import { type ScoreStatistics, scoreStatistics } from "../../metrics";
import { bounded, type Finding, finding, isAccepted } from "../finding";
import { checkLinksBetween } from "../linksBetween";
import type { Expectation } from "./check";
import { submissionChecks } from "./checks";
import { readSubmission } from "./readSubmission";
import type { Submission } from "./submission";

/** The verdict on a file as it is, without answers. */
export interface SubmissionReview {
  /** Path as it was given. */
  readonly file: string;
  readonly verdict: "accepted" | "rejected" | "unreadable";
  readonly sha256: string | null;
  /** Data rows. */
  readonly rows: number;
  readonly distinct: number;
  /** Of the finite scores; null where there are none. */
  readonly statistics: ScoreStatistics | null;
  readonly findings: readonly Finding[];
  /** The edition of the course, and from what it was taken; null where the file could not be read. */
  readonly edition: { readonly year: number; readonly source: string } | null;
}

/**
 * Reads a submission and runs every check on it. A file that cannot be read is a verdict too, so
 * that one broken file does not stop the review of a class.
 *
 * @param folder from below which no link is followed; null: only the file itself is looked at
 * @returns the review, and what was read where it could be
 * @example
 * reviewSubmission("team_a.csv", { ids: null }).review.verdict; // "accepted"
 */
export function reviewSubmission(
  file: string,
  expected: Expectation,
  folder: string | null = null,
): { review: SubmissionReview; submission: Submission | null } {
  try {
    if (folder !== null) checkLinksBetween(folder, file);
    const submission = readSubmission(file);
    return { review: reviewParsed(submission, expected), submission };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { found, expected } = error;
    const mend = "hand in a CSV file, UTF-8, of a plain size";
    return { review: unreadableSubmission(file, { found, expected, mend }), submission: null };
  }
}

/**
 * The verdict on a submission that could not be looked at.
 *
 * @example
 * unreadableSubmission("a.csv", { found: "a folder", expected: "a plain file", mend: "hand it in" });
 */
export function unreadableSubmission(
  file: string,
  why: { found: string; expected: string; mend: string },
): SubmissionReview {
  const nothing = { sha256: null, rows: 0, distinct: 0, statistics: null, edition: null };
  const findings = [finding("error", "unreadable", why)];
  return { file, verdict: "unreadable", ...nothing, findings };
}

/**
 * The verdict on a submission that has been read.
 *
 * @example
 * reviewParsed(readSubmission("team_a.csv"), { ids: null }).findings;
 */
export function reviewParsed(submission: Submission, expected: Expectation): SubmissionReview {
  const findings = submissionChecks.flatMap((check) => check(submission, expected));
  const finite = submission.scores.filter(Number.isFinite);
  return {
    file: submission.file,
    verdict: isAccepted(findings) ? "accepted" : "rejected",
    sha256: submission.sha256,
    rows: submission.ids.length,
    distinct: new Set(finite).size,
    statistics: finite.length === 0 ? null : scoreStatistics(finite),
    findings: bounded(findings),
    edition: editionOf(submission, expected),
  };
}

function editionOf({ header }: Submission, { edition }: Expectation): SubmissionReview["edition"] {
  const { year, source } = takeEdition({ edition, idColumn: header[0] });
  return { year, source };
}
