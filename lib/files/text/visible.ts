/** Control signs (C0, C1), signs that are not seen or turn the direction, line breaks, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const UNSEEN_IN_LINE = /[^\P{Cc}\t\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const ESCAPE = "\u001b";
const COLOUR = /^\[[\d;]*m/;
/** Characters that a line quotes of a file. */
const MOST = 120;

/**
 * A character as JSON and JavaScript escape it, one escape for each unit of UTF-16.
 *
 * @example
 * spellOut("\u001b"); // "\\u001b"
 */
export function spellOut(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/**
 * A text from outside as one line for people: what could steer a terminal, break the line or make it
 * read as something else (control signs, line breaks, signs that turn the direction of text, lone
 * surrogates) is spelled out.
 *
 * @example
 * visible("a\u001b[2J\n"); // "a\\u001b[2J\\u000a"
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, spellOut);
}

/**
 * As {@link visible}, for texts of several lines: line feeds and tabs stay. JSON stays the same JSON.
 *
 * @example
 * visibleLines("a\n\tb\r"); // "a\n\tb\\u000d"
 */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN_IN_LINE, spellOut);
}

/**
 * A text without the sequences that colour it on a terminal, as compilers write them.
 *
 * @example
 * withoutColours("\u001b[31mError\u001b[0m"); // "Error"
 */
export function withoutColours(text: string): string {
  const [first, ...rest] = text.split(ESCAPE);
  const kept = rest.map((part) =>
    COLOUR.test(part) ? part.replace(COLOUR, "") : `${ESCAPE}${part}`,
  );
  return [first, ...kept].join("");
}

/**
 * Text from a file to be quoted in a one-line message: {@link visible}, and cut where it is longer
 * than 120 characters.
 *
 * @example
 * printable("os\nsystem"); // "os\\u000asystem"
 */
export function printable(text: string): string {
  return visible(text.length > MOST ? `${text.slice(0, MOST - 3)}...` : text);
}
