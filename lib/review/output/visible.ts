import { printable } from "../../files";

/**
 * A text from a file with control signs and signs that turn the direction of text spelled out, so
 * that it can neither steer a terminal nor look like something else on a page.
 *
 * @example
 * visible("a\u001b[2J"); // "a\\u001b[2J"
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, printable);
}
