/**
 * A text so that HTML shows it as it is, also inside a quoted attribute.
 *
 * @example
 * escapeHtml("a < b"); // "a &lt; b"
 */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
