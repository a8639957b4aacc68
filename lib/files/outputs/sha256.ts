import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { InputError } from "..";

const CHUNK = 1 << 20;

/**
 * SHA-256 of a file's bytes, read through a window of 1 MiB.
 *
 * @returns 64 hexadecimal digits
 * @throws InputError if the file cannot be read
 * @example
 * sha256("data/model.pt"); // "9f86d081884c7d65..."
 */
export function sha256(file: string): string {
  const hash = createHash("sha256");
  const window = Buffer.allocUnsafe(CHUNK);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    for (;;) {
      const count = readSync(descriptor, window, 0, CHUNK, null);
      if (count === 0) return hash.digest("hex");
      hash.update(window.subarray(0, count));
    }
  } catch (error) {
    throw new InputError(
      file,
      (error as NodeJS.ErrnoException).code ?? "an error",
      "a readable file",
    );
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * SHA-256 of each of several files of one folder, by name.
 *
 * @throws InputError if one cannot be read
 * @example
 * sha256Of("out/A1_12_Ensemble", ["scores_public.csv"]); // { "scores_public.csv": "9f86d081..." }
 */
export function sha256Of(folder: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, sha256(path.join(folder, name))]));
}
