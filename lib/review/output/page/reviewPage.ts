import path from "node:path";
import { append } from "../../../numeric/arrays";
import { counted } from "../../counted";
import type { Review } from "../../review";
import type { Reviewed } from "../../reviewAll";
import { classSection } from "./classSection";
import { findingsHtml, linkHtml, safe, teamId, verdictHtml } from "./elements";
import { frame, levelsHtml } from "./frame";
import { notebookSection } from "./notebookSection";
import { factsOf, teamSection } from "./teamSection";

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
  for (const i of byRank(review)) {
    const team = submissions[i];
    const id = teamId(i);
    const more = notebooksOf(review, team.team);
    if (drawn) {
      sections.push(await teamSection(team, { id, scores: teams[i].scores, answers }), more);
    } else sections.push(briefSection(team, id), more);
  }
  if (claims.findings.length > 0) {
    sections.push(`<section id="claims"><h2>Claims against each other</h2>
${findingsHtml(claims.findings, "lines")}</section>`);
  }
  append(
    sections,
    notebooks.map((one, i) => (one.team === null ? notebookSection(one, i) : "")),
  );
  sections.push(notLookedAt(review));
  return framed(review, sections.filter(Boolean).join("\n"));
}

/** Places of the submissions, the best first; those that are not ranked last. */
function byRank({ submissions, class: compared }: Review): number[] {
  const rank = new Map((compared?.order ?? []).map((team, i) => [team, i]));
  const last = submissions.length;
  const of = (i: number) => rank.get(submissions[i].team) ?? last;
  return [...submissions.keys()].sort((a, b) => of(a) - of(b));
}

/** Of a class only notebooks and scripts in which something was found. */
function notebooksOf({ notebooks, submissions }: Review, team: string): string {
  const brief = submissions.length > mostDrawn;
  return notebooks
    .map((one, i) => {
      const isTold = !brief || one.findings.some(({ level }) => level !== "note");
      return one.team === team && isTold ? notebookSection(one, i) : "";
    })
    .join("\n");
}

function briefSection(
  { team, verdict, findings, rows, distinct, statistics, sha256 }: Review["submissions"][number],
  id: string,
): string {
  const told = findings.filter(({ level }) => level !== "note");
  return `<section id="${id}"><h3>${safe(team)} ${verdictHtml(verdict)}</h3>
<p>${safe(factsOf({ rows, distinct, statistics, sha256 }))} ${linkHtml("class", "All submissions")}</p>
${findingsHtml(told, "lines")}</section>`;
}

/** What a reader could take for looked at, and was not. */
function notLookedAt({ notebooks, submissions }: Review): string {
  const isRun = notebooks.some(({ executed }) => executed);
  const unread = submissions.filter(({ judgement }) => judgement === null).length;
  const lines = [
    isRun
      ? "Notebooks that were not executed: what is said of them comes from reading them."
      : "What code does when it runs: nothing was executed, all that is said of code comes from reading it.",
    "The history of repositories: a secret that was taken out of a file may still be in it.",
    "Pictures, models, data and other kinds of files; what each hand-in had more stands among its findings.",
    "Whether likeness of scores or code has a reason: it is shown, and nobody is judged by it.",
    ...(unread > 0 ? [`Scores against answers of ${counted(unread, "submission")}.`] : []),
  ];
  return `<section id="unseen"><h2>Not looked at</h2>
<ul>${lines.map((line) => `<li>${safe(line)}</li>`).join("")}</ul>
<p>Findings in code say how certain they are: <em>sure</em>, <em>likely</em>, or <em>look</em>, which asks a person to look and says no more.</p></section>`;
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
