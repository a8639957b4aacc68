/**
 * A number of bytes in words.
 *
 * @example
 * mebibytes(64 * 2 ** 20); // "64.0 MiB"
 */
export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
