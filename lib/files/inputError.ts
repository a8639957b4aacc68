// Control characters, line separators and what changes the direction of text.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function spellOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** So that a damaged file cannot fill the terminal. */
function cut(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 997)}...` : text;
}

/**
 * Text from a file made safe to stand in a one-line message: characters that would break or hide
 * part of the line are escaped, and what is longer than 120 characters is cut.
 *
 * @example
 * printable("os\nsystem"); // "os\\u000asystem"
 */
export function printable(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 117)}...` : text;
  return short.replace(UNPRINTABLE, spellOut);
}

/**
 * A file that is not what it should be. The message is one line: which file, what was found, what
 * was expected.
 *
 * @example
 * throw new InputError("pub.pt", "20000 labels", "19999, one for each image");
 * // InputError: pub.pt: found 20000 labels, expected 19999, one for each image
 */
export class InputError extends Error {
  constructor(
    readonly file: string,
    readonly found: string,
    readonly expected: string,
  ) {
    super(`${file}: found ${cut(found)}, expected ${cut(expected)}`.replace(UNPRINTABLE, spellOut));
    this.name = "InputError";
    // It is the file that is wrong, not the code: shown in full it is still one line. Not writable,
    // because node:vm puts the line of code that threw in front.
    const stack = `${this.name}: ${this.message}`;
    Object.defineProperty(this, "stack", { value: stack, writable: false, enumerable: false });
    for (const field of ["file", "found", "expected", "name"]) {
      Object.defineProperty(this, field, { enumerable: false });
    }
  }
}
