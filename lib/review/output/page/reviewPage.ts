import { readFileSync } from "node:fs";
import path from "node:path";
import { counted } from "../../counted";
import type { Review } from "../../review";
import type { Reviewed } from "../../reviewAll";
import { classSection } from "./classSection";
import { findingsHtml, safe, verdictHtml } from "./elements";
import { teamSection } from "./teamSection";

/** Of more submissions only the class is drawn, and findings of level error and warning are told. */
const mostDrawn = 8;

/** Nothing may run, and nothing may be fetched: whatever slipped through stays without effect. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

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
  return frame(review, sections.filter(Boolean).join("\n"));
}

function briefSection({ team, verdict, findings }: Review["submissions"][number]): string {
  const told = findings.filter(({ level }) => level !== "note");
  if (told.length === 0) return "";
  return `<section><h3>${safe(team)} ${verdictHtml(verdict)}</h3>
${findingsHtml(told, "lines")}</section>`;
}

function notebookSection(notebook: Review["notebooks"][number], i: number): string {
  const { file, verdict, language, cells, executed, findings } = notebook;
  const run = executed ? "executed from the top" : "read, not executed";
  return `<section id="notebook-${i + 1}">
<h2>${safe(path.basename(file))} ${verdictHtml(verdict)}</h2>
<p>${cells} cells, ${language ?? "no notebook"}, ${run}.</p>
${findingsHtml(findings, "cells")}
</section>`;
}

function frame(review: Review, main: string): string {
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${safe(title)}</title>
<style>
${readFileSync(path.join(__dirname, "page.css"), "utf8")}</style>
</head>
<body>
<header>
<h1>${safe(title)} ${verdictHtml(verdict)}</h1>
<p><em>Error</em>: what a course's server would refuse. <em>Warning</em> and <em>note</em>: for a person to weigh. Intervals are 95 %; seed ${seed}, ${replicates} replicates, leaderboard share ${holdout}.</p>
${against.length > 0 ? `<p>Held against:</p><ul>${against.join("")}</ul>` : ""}
</header>
<main>
${main}
</main>
</body>
</html>
`;
}
