import { writeCsv } from "../../files/outputs";
import type { TeamPoints } from "../points/pointsOf";
import { type Student, teamOf } from "../points/roster";
import type { Review, TeamReview } from "../review";

/** Without a rubric nothing but validity is graded: what a rank is worth is the course's to say. */
export const maxScore = 1;

/** How grades are given. */
export interface Grading {
  readonly assignment: string;
  /** Everyone of the course, of whom each has a row; null: a row for each that handed something in. */
  readonly roster: readonly Student[] | null;
  /** Of each submission, by a rubric; null without one. */
  readonly points: readonly TeamPoints[] | null;
}

/**
 * Writes grades.csv with the columns of nbgrader's export, a row for each student: of a roster everyone,
 * else the team's name, of a group (`7001+7002`) each of its members. Points are a rubric's, or 1 for an
 * accepted submission and 0 for any other; what a review does not know is empty.
 *
 * @see nbgrader's CsvExportPlugin
 * @throws InputError if the file cannot be written
 * @example
 * writeGrades("grades.csv", review, { assignment: "membership-inference", roster: null, points: null });
 */
export function writeGrades(file: string, { submissions }: Review, grading: Grading): void {
  const { assignment, roster, points } = grading;
  const scores = submissions.map(({ verdict }, i) =>
    points === null ? (verdict === "accepted" ? maxScore : 0) : points[i].points,
  );
  const rows =
    roster === null
      ? submissions.flatMap(membersOf)
      : roster.map((student) => ({ student, place: teamOf(student, submissions) }));
  const all = <T>(value: T): T[] => new Array<T>(rows.length).fill(value);
  const given = rows.map(({ place }) => (place < 0 ? 0 : scores[place]));
  writeCsv(file, {
    assignment: all(assignment),
    duedate: all(null),
    timestamp: all(null),
    student_id: rows.map(({ student }) => student.id),
    last_name: rows.map(({ student }) => student.lastName),
    first_name: rows.map(({ student }) => student.firstName),
    email: rows.map(({ student }) => student.email),
    raw_score: given,
    late_submission_penalty: all(0),
    score: given,
    max_score: all(points?.[0]?.most ?? maxScore),
  });
}

/** Of a group that the platform knows each member; any other team is one. */
function membersOf({ team, grouped }: TeamReview, place: number) {
  const ids = grouped ? team.split("+") : [team];
  const nobody = { lastName: null, firstName: null, email: null, team: null };
  return ids.map((id) => ({ student: { ...nobody, id }, place }));
}
