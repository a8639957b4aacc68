import { availableParallelism } from "node:os";
import path from "node:path";
import { printable } from "../../files";
import { GuardedThreads } from "../../numeric/workers";
import type { ReadClaims } from "../claims/reviewClaims";
import type { SortedHandIn } from "../handedIn/handIn";
import type { HandIn } from "../handedIn/layout";
import {
  type CheckedNotebook,
  type NotebookReview,
  unreadableNotebook,
} from "../notebook/reviewNotebook";
import { unreadableSubmission } from "../submission/reviewSubmission";
import {
  type Context,
  claimsTask,
  type HandedIn,
  notebookTask,
  prepareTask,
  type ReviewedSubmission,
  searchTask,
  sortTask,
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
 * const [first] = guarded.submissions([{ file: "/in/a.csv", folder: "/in" }]);
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

  /** One promise a hand-in; none of them fails. */
  sorted(
    handIns: readonly HandIn[],
    { root, scratch }: { root: string; scratch: string },
  ): Promise<SortedHandIn>[] {
    return handIns.map((handIn, i) => {
      const own = path.join(scratch, String(i));
      return this.threads.call(sortTask, { handIn, root, scratch: own }).catch((error) => {
        const { student, person, grouped } = handIn;
        const nothing = { submission: null, others: [], notebooks: [], claims: [], searched: [] };
        return {
          student,
          person,
          grouped,
          ...nothing,
          unseen: [],
          failure: { found: failed(error), expected },
        };
      });
    });
  }

  /** One promise a file; none of them fails. */
  submissions(files: readonly HandedIn[]): Promise<ReviewedSubmission>[] {
    const nothing = { judgement: null, judged: [], scores: null, rows: null };
    return files.map(async (one) => {
      const read = await this.threads.call(submissionTask, one).catch((error) => ({
        review: unreadableSubmission(one.file, { found: failed(error), expected, mend }),
        ...nothing,
      }));
      return { ...read, review: named(read.review, one) };
    });
  }

  /** As `submissions`. */
  notebooks(files: readonly HandedIn[]): Promise<CheckedNotebook>[] {
    return files.map(async (one) => {
      const read = await this.threads.call(notebookTask, one).catch((error) => ({
        review: unreadableNotebook(one.file, { found: failed(error), expected, mend }),
        text: null,
        prints: new Int32Array(0),
      }));
      return { ...read, review: named(read.review, one) };
    });
  }

  /** As `submissions`; null where nothing was found. */
  searched(files: readonly HandedIn[]): Promise<NotebookReview | null>[] {
    return files.map(async (one) => {
      const found = await this.threads.call(searchTask, one).catch(() => null);
      return found === null ? null : named(found, one);
    });
  }

  /** As `submissions`. */
  claims(files: readonly HandedIn[]): Promise<ReadClaims>[] {
    return files.map(async (one) => {
      const read = await this.threads
        .call(claimsTask, one)
        .catch((error) => ({ file: one.file, found: failed(error), expected }));
      return named(read, one);
    });
  }

  /** Ends all threads. */
  close(): Promise<void> {
    return this.threads.close();
  }
}

/** Under the name that the review calls it by. */
function named<T extends { readonly file: string }>(read: T, { name }: HandedIn): T {
  return name === undefined ? read : { ...read, file: name };
}

function failed(error: unknown): string {
  return `the reviewer failed (${printable(error instanceof Error ? error.message : String(error))})`;
}
