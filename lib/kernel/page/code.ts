import { markup } from "../../files";

/** highlight.js as far as it is used: its own types bring a browser's globals into the project. */
interface Highlighter {
  registerLanguage(name: string, grammar: unknown): void;
  getLanguage(name: string): object | undefined;
  highlight(code: string, options: { language: string }): { value: string };
}

const highlighter: Highlighter = require("highlight.js/lib/core");
for (const name of ["bash", "json", "typescript"]) {
  highlighter.registerLanguage(name, require(`highlight.js/lib/languages/${name}`));
}

/** Characters of code that are looked at: the time that a grammar takes is bounded by it alone. */
const CODE_LIMIT = 20_000;

/**
 * Code as HTML with its parts marked for colour (classes of highlight.js), to go into a `<pre>`.
 * A language that is not among TypeScript, JavaScript, JSON and shell stays plain, and so does
 * code of more than 20,000 characters.
 *
 * @example
 * highlight("let a = 1;", "typescript"); // '<span class="hljs-keyword">let</span> a = ...'
 */
export function highlight(code: string, language: string): string {
  const known = language === "js" || language === "javascript" ? "typescript" : language;
  if (code.length > CODE_LIMIT || !highlighter.getLanguage(known)) return markup(code);
  return highlighter.highlight(code, { language: known }).value;
}
