import katex from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import { markup } from "../../files";
import { highlight } from "./code";

/** A heading of the page; `html` is its text without links, as a table of contents shows it. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly html: string;
  /** Without markup, for the title of the page. */
  readonly text: string;
}

/** Pictures that a Markdown cell carries with it: name -> MIME type -> base64. */
export type Attachments = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the rules below read and write while a text is rendered. */
interface Context {
  readonly headings: Heading[];
  readonly attachments: Attachments;
}

type Token = MarkdownIt.Token;

/** Characters of Markdown that are laid out: the time that this takes is bounded by it alone. */
const TEXT_LIMIT = 100_000;

const FORMULAS = { output: "mathml", throwOnError: false, strict: "ignore" };
const markdown = new MarkdownIt({ highlight }).use(katex, FORMULAS);
const { rules } = markdown.renderer;
const { mdurl } = markdown.utils.lib;

rules.heading_open = (tokens, i, options, env, renderer) => {
  const { headings } = env as unknown as Context;
  const parts = (tokens[i + 1].children ?? []).filter(({ type }) => !type.startsWith("link_"));
  const text = parts.map(plainText).join("").trim();
  const id = freeId(text, headings);
  const level = Number(tokens[i].tag.slice(1));
  headings.push({ level, id, html: renderer.render(parts, options, env), text });
  tokens[i].attrSet("id", id);
  return renderer.renderToken(tokens, i, options);
};

/** The page is one file: pictures come from the cell or as data, any other becomes a link. */
rules.image = (tokens, i, _options, env) => {
  const alt = markup(tokens[i].content);
  const source = String(tokens[i].attrGet("src") ?? "");
  if (source.startsWith("data:")) return `<img src="${markup(source)}" alt="${alt}">`;
  const name = mdurl.decode(source.replace(/^attachment:/, ""));
  const attached = Object.entries((env as unknown as Context).attachments[name] ?? {}).at(0);
  if (!attached) return `<a href="${markup(source)}">${alt || markup(source)}</a>`;
  const [type, base64] = attached.map(markup);
  return `<img src="data:${type};base64,${base64}" alt="${alt}">`;
};

/**
 * Markdown as HTML, formulas between dollar signs as MathML (no fonts, no scripts). HTML inside of
 * it is shown as text, and links that would run code are left as text.
 *
 * @param headings those of the page so far; the text's own are added, with ids that are free
 * @example
 * renderMarkdown("## Data\n$p_y$", headings); // '<h2 id="data">Data</h2>\n<p>...<math ...'
 */
export function renderMarkdown(
  text: string,
  headings: Heading[],
  attachments: Attachments = {},
): string {
  if (text.length > TEXT_LIMIT) return `<pre class="raw">${markup(text)}</pre>`;
  return markdown.render(text, { headings, attachments });
}

function plainText({ type, content }: Token): string {
  if (type === "softbreak") return " ";
  return type === "text" || type === "code_inline" || type === "math_inline" ? content : "";
}

/** Ids that the headings of a page have, and the last number that was put behind each. */
const idsOfPages = new WeakMap<readonly Heading[], Map<string, number>>();

function idsOf(headings: readonly Heading[]): Map<string, number> {
  const known = idsOfPages.get(headings) ?? new Map(headings.map(({ id }) => [id, 0]));
  idsOfPages.set(headings, known);
  return known;
}

/** As GitHub names the anchors of headings. */
function freeId(text: string, headings: readonly Heading[]): string {
  const name = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s+/g, "-");
  const taken = idsOf(headings);
  const start = name || "section";
  let id = start;
  let i = taken.get(start) ?? 0;
  for (; taken.has(id); id = `${start}-${i}`) i++;
  taken.set(start, i);
  taken.set(id, taken.get(id) ?? 0);
  return id;
}
