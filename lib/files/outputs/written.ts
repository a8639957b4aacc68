import path from "node:path";

/** SHA-256 of what this process wrote, or read whole and took over, last, by the file's full path. */
const hashes = new Map<string, string>();

/** Keeps the SHA-256 of bytes that this process wrote to a file, or took over from it as they are. */
export function remember(file: string, sha256: string): void {
  hashes.set(path.resolve(file), sha256);
}

/**
 * SHA-256 of files of one folder, by name, for the `artefacts` of metrics.json: of the bytes that this
 * process wrote, or took over from an earlier run, and not of what lies there now, which another
 * process may have written since.
 *
 * @throws RangeError naming a file that this process did not write
 * @example
 * sha256AsWritten("out/A1_12_Ensemble", ["scores_public.csv"]); // { "scores_public.csv": "9f86d081..." }
 */
export function sha256AsWritten(folder: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const file = path.join(folder, name);
      const hash = hashes.get(path.resolve(file));
      if (hash !== undefined) return [name, hash];
      throw new RangeError(`${file}: found nothing written by this run, expected one of its files`);
    }),
  );
}
