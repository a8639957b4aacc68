import type { EditionYear } from "../../files";
import type { Finding } from "../finding";
import type { Submission } from "./submission";

/** What the checks know beside the file itself. */
export interface Expectation {
  /** Ids that have to be there, each once; null where nobody said. */
  readonly ids: ReadonlySet<string> | null;
  /** The edition of the course whose rules count; null, as left out: any header, the strictest rules. */
  readonly edition?: EditionYear | null;
}

/** Looks at one side of a submission. */
export type SubmissionCheck = (submission: Submission, expected: Expectation) => Finding[];
