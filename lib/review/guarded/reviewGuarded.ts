import { availableParallelism } from "node:os";
import { printable } from "../../files";
import { GuardedThreads } from "../../numeric/workers";
import type { ReadClaims } from "../claims/reviewClaims";
import { commonFolder } from "../linksBetween";
import { type CheckedNotebook, unreadableNotebook } from "../notebook/reviewNotebook";
import { unreadableSubmission } from "../submission/reviewSubmission";
import {
  type Context,
  claimsTask,
  type HandedIn,
  notebookTask,
  prepareTask,
  type ReviewedSubmission,
  submissionTask,
} from "./tasks";

/** What the reviewer takes for one file, but for what the grader's own wishes take. */
const [mostSeconds, mostMebibytes] = [60, 2048];
/** Replicates of one row that are drawn in a second, at the very least. */
const drawnPerSecond = 1e6;

const expected = "a file that can be reviewed";
const mend = "look at the file by hand: it may be damaged, or made to stop the review";

/**
 * Reviews what was handed in, each file by itself: whatever the reviewer throws at one, or if it takes
 * too long or too much memory, is that file's verdict, and the others go on.
 *
 * @example
 * const guarded = new ReviewGuarded(3, () => context);
 * const [first] = guarded.submissions(files);
 * (await first).review.verdict;
 * await guarded.close();
 */
export class ReviewGuarded {
  private readonly threads: GuardedThreads<Context>;

  /**
   * @param files how many there are in all
   * @param work rows times replicates that each submission is measured with
   * @param contextOf what submissions are held against, asked for when the first is reviewed
   */
  constructor(files: number, work: number, contextOf: () => Context) {
    const options = {
      threads: Math.min(files, availableParallelism()),
      seconds: mostSeconds + Math.ceil(work / drawnPerSecond),
      mebibytes: mostMebibytes,
    };
    this.threads = new GuardedThreads(options, prepareTask, contextOf);
  }

  /** One promise a file; none of them fails. */
  submissions(files: readonly string[]): Promise<ReviewedSubmission>[] {
    const nothing = { judgement: null, judged: [], scores: null, rows: null };
    return handedIn(files).map((one) =>
      this.threads.call(submissionTask, one).catch((error) => ({
        review: unreadableSubmission(one.file, { found: failed(error), expected, mend }),
        ...nothing,
      })),
    );
  }

  /** As `submissions`. */
  notebooks(files: readonly string[]): Promise<CheckedNotebook>[] {
    return handedIn(files).map((one) =>
      this.threads.call(notebookTask, one).catch((error) => ({
        review: unreadableNotebook(one.file, { found: failed(error), expected, mend }),
        text: null,
      })),
    );
  }

  /** As `submissions`. */
  claims(files: readonly string[]): Promise<ReadClaims>[] {
    return handedIn(files).map((one) =>
      this.threads
        .call(claimsTask, one)
        .catch((error) => ({ file: one.file, found: failed(error), expected })),
    );
  }

  /** Ends all threads. */
  close(): Promise<void> {
    return this.threads.close();
  }
}

function handedIn(files: readonly string[]): HandedIn[] {
  const folder = commonFolder(files);
  return files.map((file) => ({ file, folder }));
}

function failed(error: unknown): string {
  return `the reviewer failed (${printable(error instanceof Error ? error.message : String(error))})`;
}
