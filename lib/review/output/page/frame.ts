import { readFileSync } from "node:fs";
import path from "node:path";
import { visible } from "../../../files";
import { pageFrame } from "../../../report/pages/pageFrame";
import type { Review } from "../../review";
import { safe, verdictHtml } from "./elements";

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
  const style = readFileSync(path.join(__dirname, "page.css"), "utf8");
  const body = `<header>
<h1>${safe(title)} ${verdictHtml(verdict)}</h1>
${about}
</header>
<main>
${main}
</main>`;
  return pageFrame({ title: visible(title), style, body });
}

/** What the levels of findings mean, as HTML. */
export const levelsHtml =
  "<em>Error</em>: what a course's server would refuse. <em>Warning</em> and <em>note</em>: for a person to weigh.";
