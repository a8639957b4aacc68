import { publish } from "./publish";

/**
 * Shows a sentence or more of Markdown below the cell, for what a reader must not miss.
 *
 * @example
 * showMarkdown(`**${blind.verdict}**`);
 */
export function showMarkdown(markdown: string): void {
  publish({ data: { "text/markdown": markdown, "text/plain": markdown } });
}
