import { writeAtomically } from "./writeAtomically";

/**
 * Writes a value as JSON (two spaces, keys in the order they were set, a newline at the end), and
 * atomically. The same value gives the same bytes.
 *
 * @returns SHA-256 of the bytes that were written
 * @throws RangeError naming the place of a NaN or an infinity, which JSON cannot hold
 * @throws InputError if the file cannot be written
 * @example
 * writeJson("out/metrics.json", { rows: [] });
 */
export function writeJson(file: string, value: unknown): string {
  return writeAtomically(file, [spellJson(file, value)]);
}

/**
 * The text that {@link writeJson} writes.
 *
 * @param file for messages
 * @throws RangeError as {@link writeJson}
 */
export function spellJson(file: string, value: unknown): string {
  const text = JSON.stringify(
    value,
    (key, item) => {
      if (typeof item === "number" && !Number.isFinite(item)) {
        throw new RangeError(`${file}: ${item} under "${key}" cannot be written as JSON`);
      }
      return item;
    },
    2,
  );
  return `${text}\n`;
}
