import type { SubmissionCheck } from "../check";
import { format } from "./format";
import { header } from "./header";
import { idOnce } from "./idOnce";
import { idsExpected } from "./idsExpected";
import { notation } from "./notation";
import { rows } from "./rows";
import { scores } from "./scores";
import { ties } from "./ties";
import { variety } from "./variety";

/** All checks of a submission, in the order in which their findings are told. */
export const submissionChecks: readonly SubmissionCheck[] = [
  header,
  format,
  rows,
  idOnce,
  idsExpected,
  scores,
  variety,
  ties,
  notation,
];
