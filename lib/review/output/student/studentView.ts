import { counted } from "../../counted";
import type { Finding } from "../../finding";
import type { Review, TeamReview } from "../../review";
import { rateText } from "../words";

/** What students are told of the answers: nothing, or their own AUC and TPR. */
export type Reveal = "nothing" | "aggregate";

/** What the author of a submission may see of its review: the own file, nothing of the answers' rows. */
export interface StudentView {
  readonly team: string;
  readonly verdict: TeamReview["verdict"];
  readonly facts: Pick<TeamReview, "rows" | "distinct" | "statistics" | "sha256">;
  /** About the file alone. */
  readonly findings: readonly Finding[];
  /** Own figures on the answers and findings that come of them; null unless they are revealed. */
  readonly measured: {
    readonly lines: readonly string[];
    readonly findings: readonly Finding[];
  } | null;
}

/** Findings that the file alone gives rise to. Any other is the grader's to tell. */
const ofTheFile: readonly string[] = [
  ...["unreadable", "encoding", "line-ends", "blank-line", "empty", "header", "no-rows"],
  ...["row-width", "unclosed-quote", "id-twice", "id-missing", "id-surplus", "score-not-a-number"],
  ...["score-not-finite", "score-outside", "constant", "predicted-classes", "nearly-constant"],
  ...["few-levels", "ties", "scientific-notation", "left-out"],
];
/** Findings that hold a figure of the answers. */
const ofTheAnswers: readonly string[] = ["inverted", "chance", "tie-cost"];

/**
 * A review as its author may see it. No row and no id of the answers, no other team, no claim and
 * nothing that the grader gave is in it.
 *
 * @example
 * studentView(review.submissions[0], "nothing").findings;
 */
export function studentView(review: TeamReview, reveal: Reveal): StudentView {
  const { team, verdict, rows, distinct, statistics, sha256, findings, judgement } = review;
  const own = (codes: readonly string[]) => findings.filter(({ code }) => codes.includes(code));
  return {
    team,
    verdict,
    facts: { rows, distinct, statistics, sha256 },
    findings: own(ofTheFile).map(withoutExpectedIds),
    measured:
      judgement === null || reveal === "nothing"
        ? null
        : {
            lines: [
              `AUC ${rateText(judgement.auc.auc, judgement.auc.interval)}`,
              ...judgement.tpr.map(
                (at) => `TPR at FPR <= ${at.maxFpr}: ${rateText(at.tpr, at.interval)}`,
              ),
            ],
            findings: own(ofTheAnswers),
          },
  };
}

/** Which ids are missing is known from the grader's list, not from the file. */
function withoutExpectedIds(one: Finding): Finding {
  return one.code === "id-missing" ? { ...one, found: `${counted(one.count, "id")} missing` } : one;
}

/** A notebook as its author may see it. */
export type StudentNotebook = Pick<
  Review["notebooks"][number],
  "file" | "kind" | "verdict" | "language" | "cells" | "executed" | "findings"
>;

/**
 * A notebook as its author may see it: what it printed or threw when the grader ran it is not told,
 * since it ran where the answers may lie.
 *
 * @example
 * studentNotebook(review.notebooks[0]).findings;
 */
export function studentNotebook(notebook: Review["notebooks"][number]): StudentNotebook {
  const { file, kind, verdict, language, cells, executed, findings } = notebook;
  const told = findings.map((one) =>
    one.code === "execution-failed" ? { ...one, found: failure(one.rows) } : one,
  );
  return { file, kind, verdict, language, cells, executed, findings: told };
}

function failure(rows: readonly number[]): string {
  return rows.length === 0 ? "it could not be run" : `cell ${rows[0]} failed`;
}
