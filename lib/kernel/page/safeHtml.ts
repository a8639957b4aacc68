import createPurifier from "dompurify";

/** Elements that show text and tables and do nothing else. */
const ELEMENTS = [
  ..."table caption colgroup col thead tbody tfoot tr th td".split(" "),
  ..."p div span br hr pre code kbd samp b strong i em u s sub sup small mark".split(" "),
  ..."h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote a".split(" "),
];
const ATTRIBUTES = ["align", "colspan", "rowspan", "scope", "title", "href", "start"];
/** Notebooks' own paragraphs and headings have ids; a foreign one must not take their place. */
const RULES = {
  ALLOWED_TAGS: [...ELEMENTS, "#text"],
  ALLOWED_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

/** jsdom's types are not installed: as far as they are used. */
interface Dom {
  readonly window: Parameters<typeof createPurifier>[0];
}

let purify: ReturnType<typeof createPurifier> | null = null;
let parse: (html: string) => readonly string[];

/**
 * HTML of an output, fit to stand in the page: its elements are kept whole, their attributes only
 * as far as they say something. HTML that needs more than text and tables (scripts, frames, styles,
 * forms, pictures from elsewhere) is refused as a whole, since a part of it would mislead.
 *
 * @returns null if refused
 * @example
 * safeHtml("<b onclick='x()'>7</b>"); // "<b>7</b>"
 * safeHtml("<iframe srcdoc='...'></iframe>"); // null
 */
export function safeHtml(html: string): string | null {
  purify ??= load();
  const isKnown = parse(html).every((name) => ELEMENTS.includes(name));
  return isKnown ? purify.sanitize(html, RULES) : null;
}

/** Loading jsdom takes half a second, which a notebook without HTML outputs need not wait for. */
function load() {
  const { JSDOM } = require("jsdom");
  parse = (html) =>
    Array.from(JSDOM.fragment(html).querySelectorAll("*") as { localName: string }[]).map(
      (element) => element.localName,
    );
  const { window }: Dom = new JSDOM("");
  return createPurifier(window);
}
