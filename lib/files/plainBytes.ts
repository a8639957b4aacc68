import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Fail } from "./formats/pickle/values";
import { limits } from "./limits";
import { reasonOf } from "./reasonOf";
import { printable } from "./text";

/**
 * The bytes of a plain file in a folder. Links are not followed, and nothing that is no plain file
 * is waited for: a named pipe would never answer.
 *
 * @param file relative to the folder
 * @throws InputError through `fail` if the file lies elsewhere, is no plain file or too large
 * @example
 * plainBytes("my-images", "train/0.png", fail).length; // 2843
 */
export function plainBytes(folder: string, file: string, fail: Fail): Buffer {
  const name = printable(file);
  let descriptor: number | undefined;
  try {
    const full = path.resolve(realpathSync(folder), file);
    const real = realpathSync(full);
    if (real !== full) return fail(`${name}, a link to another place`, "a file in the folder");
    descriptor = openSync(full, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const status = fstatSync(descriptor);
    if (!status.isFile()) return fail(`${name}, no plain file`, "a PNG or JPEG file");
    if (status.size > limits.pictureBytes) {
      return fail(`${name} of ${status.size} bytes`, `at most ${limits.pictureBytes}`);
    }
    return readFileSync(descriptor);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fail(`${name}: ${reasonOf(error)}`, "a PNG or JPEG file");
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
