import { writeCsv } from "../../files/outputs";
import type { Review } from "../review";

/** Nothing but validity is graded here: what a rank is worth is the course's to say. */
export const maxScore = 1;

/**
 * Writes grades.csv with the columns of nbgrader's export: raw_score and score 1 for an accepted
 * submission and 0 for any other, student_id the team's name; what a review does not know is empty.
 *
 * @see nbgrader's CsvExportPlugin
 * @throws InputError if the file cannot be written
 * @example
 * writeGrades("grades.csv", review, "membership-inference");
 */
export function writeGrades(file: string, { submissions }: Review, assignment: string): void {
  const rows = submissions.length;
  const all = <T>(value: T): T[] => new Array<T>(rows).fill(value);
  const scores = submissions.map(({ verdict }) => (verdict === "accepted" ? maxScore : 0));
  writeCsv(file, {
    assignment: all(assignment),
    duedate: all(null),
    timestamp: all(null),
    student_id: submissions.map(({ team }) => team),
    last_name: all(null),
    first_name: all(null),
    email: all(null),
    raw_score: scores,
    late_submission_penalty: all(0),
    score: scores,
    max_score: all(maxScore),
  });
}
