import type { Judgement } from "./answers/judge";
import type { CheckedClaim } from "./claims/checkClaims";
import type { ModelMatch } from "./claims/matchModels";
import type { ClaimReview } from "./claims/reviewClaims";
import type { ClassReview } from "./class/reviewClass";
import type { NotebookReview } from "./notebook/reviewNotebook";
import type { SubmissionReview } from "./submission/reviewSubmission";

/** Everything that was found about one submission; `verdict` weighs the submission's own findings. */
export interface TeamReview extends SubmissionReview {
  /** The file's name, and as many folders as tell it from the others. */
  readonly team: string;
  /** A person's name, where the platform tells it. */
  readonly person: string | null;
  /** Whether the team is a group, whose members' ids its name joins by `+`. */
  readonly grouped: boolean;
  /** Null without answers, or where an id is missing or a score is not finite. */
  readonly judgement: Judgement | null;
  readonly claims: readonly CheckedClaim[];
  /** Models whose stated score statistics were held against this file, the best first. */
  readonly matches: readonly ModelMatch[];
}

/** How the review was done. */
export interface ReviewSettings {
  readonly seed: number;
  readonly holdout: number;
  /** Of the bootstrap; half as many splits are simulated. */
  readonly replicates: number;
  /** SHA-256 by role and path of the files that the submissions were held against. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** The whole review: what the JSON output holds. */
export interface Review {
  readonly version: 1;
  /** The worst of all verdicts; of a class accepted, rejected, or unreadable where nothing is readable. */
  readonly verdict: "accepted" | "rejected" | "unreadable";
  readonly settings: ReviewSettings;
  readonly submissions: readonly TeamReview[];
  /** Null for fewer than two submissions. */
  readonly class: ClassReview | null;
  readonly claims: ClaimReview;
  readonly notebooks: readonly (NotebookReview & {
    /** Whose it is; null where it was named by itself. */
    readonly team: string | null;
  })[];
}

/**
 * The exit status that a verdict stands for.
 *
 * @example
 * exitStatus("rejected"); // 1
 */
export function exitStatus(verdict: Review["verdict"]): 0 | 1 | 2 {
  return verdict === "accepted" ? 0 : verdict === "rejected" ? 1 : 2;
}

/**
 * The worst of some verdicts.
 *
 * @example
 * worst(["accepted", "rejected"]); // "rejected"
 */
export function worst(verdicts: readonly Review["verdict"][]): Review["verdict"] {
  if (verdicts.includes("unreadable")) return "unreadable";
  return verdicts.includes("rejected") ? "rejected" : "accepted";
}

/**
 * The verdict on all that was handed in. In a class one file that cannot be read is that team's, and
 * the class is rejected as a whole only in so far as somebody is.
 *
 * @example
 * verdictOf([{ verdict: "accepted" }, { verdict: "unreadable" }], []); // "rejected"
 */
export function verdictOf(
  submissions: readonly Pick<TeamReview, "verdict">[],
  others: readonly { readonly verdict: Review["verdict"] }[],
): Review["verdict"] {
  const found = worst([...submissions, ...others].map(({ verdict }) => verdict));
  const isClass = submissions.length > 1;
  const isReadable = submissions.some(({ verdict }) => verdict !== "unreadable");
  return found === "unreadable" && isClass && isReadable ? "rejected" : found;
}
