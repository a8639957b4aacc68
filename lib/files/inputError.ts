import { visible } from "./text/visible";

/** So that a damaged file cannot fill the terminal. */
function cut(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 997)}...` : text;
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
    super(visible(`${file}: found ${cut(found)}, expected ${cut(expected)}`));
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
