import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import type { Reviewed } from "../reviewAll";
import { reviewPage } from "./page/reviewPage";

/**
 * Writes one page a team, DIR/TEAM/ASSIGNMENT/NAME.html, as nbgrader lays feedback out. A team sees
 * its own submission only: no other team, no claims and no notebook of others.
 *
 * @param reviewed of one submission its notebooks and claims are on its page
 * @returns the files
 * @throws InputError if a file cannot be written
 * @example
 * await writeFeedback("feedback", reviewed, "membership-inference");
 */
export async function writeFeedback(
  folder: string,
  reviewed: Reviewed,
  assignment: string,
): Promise<string[]> {
  const { review, answers, teams } = reviewed;
  const isAlone = review.submissions.length === 1;
  const files: string[] = [];
  for (const [i, team] of review.submissions.entries()) {
    const { verdict } = isAlone ? review : team;
    const own = {
      review: {
        ...review,
        verdict,
        submissions: [team],
        class: null,
        claims: isAlone ? review.claims : { sources: [], findings: [] },
        notebooks: isAlone ? review.notebooks : [],
      },
      answers,
      teams: [teams[i]],
    };
    const name = `${path.parse(team.file).name}.html`;
    const file = path.join(folder, folderName(team.team), assignment, name);
    writeAtomically(file, [await reviewPage(own)]);
    files.push(file);
  }
  return files;
}

/** A team's name as one folder: nothing in it leads anywhere else. */
function folderName(team: string): string {
  const plain = team.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^\.+/, "");
  return plain === "" ? "team" : plain;
}
