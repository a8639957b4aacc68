/**
 * A number of things in words.
 *
 * @param noun in the singular; an s makes the plural
 * @example
 * counted(1, "row"); // "1 row"
 * counted(3, "empty line"); // "3 empty lines"
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
