/**
 * A word as a POSIX shell takes it for one.
 *
 * @example
 * shellWord("a b"); // "'a b'"
 */
export function shellWord(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
