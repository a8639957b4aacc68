import { visible } from "../../../files";
import { type Figure, scoreHistogram } from "../../../report/figures";
import type { StudentNotebook, StudentView } from "../student/studentView";
import { figureHtml, findingsHtml, safe, verdictHtml } from "./elements";
import { frame, levelsHtml } from "./frame";
import { notebookSection } from "./notebookSection";
import { shownBy } from "./shownBy";
import { factsOf } from "./teamSection";

/**
 * The page of one submission for those who handed it in.
 *
 * @param scores the file's own, drawn as a histogram; null for no figure
 * @example
 * await studentPage(studentView(team, "nothing"), { notebooks: [], scores: null });
 */
export async function studentPage(
  view: StudentView,
  { notebooks, scores }: { notebooks: readonly StudentNotebook[]; scores: Float64Array | null },
): Promise<string> {
  const { team, verdict, facts, findings, measured } = view;
  const drawn: Figure[] =
    scores === null ? [] : [scoreHistogram(scores, { split: `rows of ${visible(team)}` })];
  const found = "submission-findings";
  const whole = { id: found, text: "Findings" };
  const places = shownBy("scores", findings, found, whole);
  const figures = await Promise.all(drawn.map((figure) => figureHtml(figure, places)));
  const sections = [
    `<section id="submission">
<h2>${safe(team)} ${verdictHtml(verdict)}</h2>
<p>${safe(factsOf(facts))}</p>
<h3>Findings</h3>
${findingsHtml(findings, "lines", found)}
${figures.length > 0 ? `<div class="figures">${figures.join("\n")}</div>` : ""}
</section>`,
    measured === null ? "" : measuredHtml(measured),
    ...notebooks.map(notebookSection),
  ];
  const main = sections.filter(Boolean).join("\n");
  return frame({ title: `Review of ${team}`, verdict, about: `<p>${levelsHtml}</p>`, main });
}

function measuredHtml({ lines, findings }: NonNullable<StudentView["measured"]>): string {
  return `<section id="measured"><h3>Measured on the answers, 95 % intervals</h3>
<ul>${lines.map((line) => `<li>${safe(line)}</li>`).join("")}</ul>
${findings.length > 0 ? findingsHtml(findings, "lines") : ""}
</section>`;
}
