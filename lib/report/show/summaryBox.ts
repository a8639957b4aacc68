import { startDrawing } from "./drawing";
import { publish, publisher } from "./publish";
import { showMarkdown } from "./showMarkdown";

/** The one display of a notebook that its end fills. */
const ID = "summary";

const PENDING = "**What this box will say once every cell has run**";
const QUESTIONS = `- Which attack is chosen, and how well does it tell members, in AUC and TPR with intervals?
- Is it shown to be ahead of the published one on the same rows?
- Which of the published mistakes cost something on these data, where that is measured?
- What is to be handed in?
- What would sharpen the answer?`;

const FOUND = "**What this run has found**";

/**
 * Shows a box that says what a run will answer; {@link showSummary} puts the answers in its place. In a notebook it
 * also starts what will draw its figures.
 *
 * @example
 * openSummary();
 */
export function openSummary(): void {
  publish({ ...boxed(PENDING, QUESTIONS), id: ID });
  if (publisher()) startDrawing();
}

/**
 * Shows what a run has found below the cell, and in the box that {@link openSummary} has opened.
 *
 * @param summary Markdown, a list
 * @example
 * showSummary(summaryOf(outcome));
 */
export function showSummary(summary: string): void {
  const box = boxed(FOUND, summary);
  publisher()?.({ ...box, id: ID, update: true });
  showMarkdown(box.data["text/markdown"]);
}

/** A quotation is what Jupyter, GitHub and the page all draw as a box. */
function boxed(head: string, list: string) {
  const lines = [head, "", ...list.trimEnd().split("\n")].map((line) => `> ${line}`.trimEnd());
  const markdown = lines.join("\n");
  return { data: { "text/markdown": markdown, "text/plain": markdown } };
}
