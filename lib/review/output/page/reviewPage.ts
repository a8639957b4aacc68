import path from "node:path";
import { counted } from "../../counted";
import type { Review } from "../../review";
import type { Reviewed } from "../../reviewAll";
import { classSection } from "./classSection";
import { findingsHtml, safe, verdictHtml } from "./elements";
import { frame, levelsHtml } from "./frame";
import { notebookSection } from "./notebookSection";
import { teamSection } from "./teamSection";

/** Of more submissions only the class is drawn, and findings of level error and warning are told. */
const mostDrawn = 8;

/**
 * A review as one HTML page that needs no network, no script and no other file, in the reader's
 * light or dark colours, and that prints.
 *
 * @example
 * writeFileSync("review.html", await reviewPage(await reviewAll(request)));
 */
export async function reviewPage(reviewed: Reviewed): Promise<string> {
  const { review, answers, teams } = reviewed;
  const { submissions, claims, notebooks } = review;
  const drawn = submissions.length <= mostDrawn;
  const sections = [review.class === null ? "" : await classSection(reviewed, review.class)];
  if (drawn) {
    for (const [i, team] of submissions.entries()) {
      sections.push(
        await teamSection(team, { id: `team-${i + 1}`, scores: teams[i].scores, answers }),
      );
    }
  } else sections.push(...submissions.map(briefSection));
  if (claims.findings.length > 0) {
    sections.push(`<section id="claims"><h2>Claims against each other</h2>
${findingsHtml(claims.findings, "lines")}</section>`);
  }
  sections.push(...notebooks.map(notebookSection));
  return framed(review, sections.filter(Boolean).join("\n"));
}

function briefSection({ team, verdict, findings }: Review["submissions"][number]): string {
  const told = findings.filter(({ level }) => level !== "note");
  if (told.length === 0) return "";
  return `<section><h3>${safe(team)} ${verdictHtml(verdict)}</h3>
${findingsHtml(told, "lines")}</section>`;
}

function framed(review: Review, main: string): string {
  const { settings, submissions, verdict, notebooks } = review;
  const { seed, holdout, replicates, inputs } = settings;
  const names = [
    ...submissions.map(({ team }) => team),
    ...notebooks.map((n) => path.basename(n.file)),
  ];
  const many =
    submissions.length > 0
      ? counted(submissions.length, "submission")
      : counted(notebooks.length, "notebook");
  const title = `Review of ${names.length === 1 ? names[0] : many}`;
  const against = Object.entries(inputs).map(
    ([file, hash]) => `<li>${safe(path.basename(file))}, SHA-256 ${hash}</li>`,
  );
  const about = `<p>${levelsHtml} Intervals are 95 %; seed ${seed}, ${replicates} replicates, leaderboard share ${holdout}.</p>
${against.length > 0 ? `<p>Held against:</p><ul>${against.join("")}</ul>` : ""}`;
  return frame({ title, verdict, about, main });
}
