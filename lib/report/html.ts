import { markup } from "../files";

/**
 * A link.
 *
 * @example
 * link("roc.svg", "svg"); // '<a href="roc.svg">svg</a>'
 */
export function link(target: string, text: string): string {
  return `<a href="${markup(target)}">${markup(text)}</a>`;
}
