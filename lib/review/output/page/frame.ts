import { readFileSync } from "node:fs";
import path from "node:path";
import type { Review } from "../../review";
import { safe, verdictHtml } from "./elements";

/** Nothing may run, and nothing may be fetched: whatever slipped through stays without effect. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * A page around its sections.
 *
 * @param page.about HTML under the title
 * @param page.main HTML
 * @example
 * frame({ title: "Review of a", verdict: "accepted", about: "", main: "<p>Nothing was found.</p>" });
 */
export function frame(page: {
  title: string;
  verdict: Review["verdict"];
  about: string;
  main: string;
}): string {
  const { title, verdict, about, main } = page;
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
${about}
</header>
<main>
${main}
</main>
</body>
</html>
`;
}

/** What the levels of findings mean, as HTML. */
export const levelsHtml =
  "<em>Error</em>: what a course's server would refuse. <em>Warning</em> and <em>note</em>: for a person to weigh.";
