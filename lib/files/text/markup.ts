import { spellOut } from "./visible";

/**
 * What no XML document may hold (control signs but for tab and line ends, lone surrogates, the
 * non-characters), C1, and signs that turn the direction of text.
 */
const UNFIT =
  /[^\P{Cc}\t\n\r]|[\p{Cs}\u{fffe}\u{ffff}\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/**
 * A text with the characters spelled out that XML forbids or that turn the direction of text.
 *
 * @example
 * xmlText("a\u0000b"); // "a\\u0000b"
 */
export function xmlText(text: string): string {
  return text.replace(UNFIT, spellOut);
}

/**
 * A text as HTML, SVG or other XML shows it, also in an attribute between double quotes.
 *
 * @example
 * markup('a < "b"'); // "a &lt; &quot;b&quot;"
 */
export function markup(text: string): string {
  return xmlText(text).replace(/[&<>"]/g, (sign) => entities[sign]);
}
