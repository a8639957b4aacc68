/** What is expected where a file goes on after its end. */
export const TRAILING =
  "none: the file is too long (appended to, or written over a longer one): copy or download it again";

/**
 * What is found where a file goes on after its end.
 *
 * @param bytes how many there are
 * @param after what should have been the last of the file
 * @example
 * trailing(7, "the pickle"); // "7 trailing bytes after the pickle"
 */
export function trailing(bytes: number, after: string): string {
  return `${bytes} trailing byte${bytes === 1 ? "" : "s"} after ${after}`;
}
