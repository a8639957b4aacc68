import { publish } from "./publish";

/** How Markdown is shown. */
export interface MarkdownOptions {
  /** Holds clock times: shown in every run, left out of the copies saved beside the code. */
  readonly timed?: boolean;
}

/**
 * Shows a sentence or more of Markdown below the cell, for what a reader must not miss.
 *
 * @example
 * showMarkdown(`**${blind.verdict}**`);
 */
export function showMarkdown(markdown: string, { timed = false }: MarkdownOptions = {}): void {
  const metadata = timed ? { metadata: { timed: true } } : {};
  publish({ data: { "text/markdown": markdown, "text/plain": markdown }, ...metadata });
}
