import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import type { Reviewed } from "../reviewAll";
import { studentPage } from "./page/studentPage";
import { pageName, pageNames } from "./student/pageNames";
import { type Reveal, studentNotebook, studentView } from "./student/studentView";

/**
 * Writes one page a team, DIR/TEAM/ASSIGNMENT/NAME.html, as nbgrader lays feedback out, see
 * {@link studentView} for what a team sees and {@link pageNames} for how folders are called. Of one
 * submission, and of a folder that a team handed in, notebooks and scripts are on its page.
 *
 * @returns the files, one for each submission
 * @throws InputError if a file cannot be written
 * @example
 * await writeFeedback("feedback", reviewed, { assignment: "membership-inference", reveal: "nothing" });
 */
export async function writeFeedback(
  folder: string,
  { review, answers, teams }: Reviewed,
  { assignment, reveal }: { assignment: string; reveal: Reveal },
): Promise<string[]> {
  const { submissions } = review;
  const notebooksOf = (team: string) =>
    review.notebooks
      .filter((one) => one.team === team || (one.team === null && submissions.length === 1))
      .map(studentNotebook);
  const folders = pageNames(submissions.map(({ team }) => team));
  const files: string[] = [];
  for (const [i, team] of submissions.entries()) {
    const name = `${pageName(path.parse(team.file).name)}.html`;
    const file = path.join(folder, folders[i], assignment, name);
    // Scores are in the order of the answers, of which the figure would show which rows they are.
    const scores = answers === null ? teams[i].scores : null;
    const page = await studentPage(studentView(team, reveal), {
      notebooks: notebooksOf(team.team),
      scores,
    });
    writeAtomically(file, [page]);
    files.push(file);
  }
  return files;
}
