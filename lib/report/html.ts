const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * A text that may stand in HTML, in an attribute too.
 *
 * @example
 * escapeHtml('a < "b"'); // "a &lt; &quot;b&quot;"
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]);
}

/**
 * A link.
 *
 * @example
 * link("roc.svg", "svg"); // '<a href="roc.svg">svg</a>'
 */
export function link(target: string, text: string): string {
  return `<a href="${escapeHtml(target)}">${escapeHtml(text)}</a>`;
}
