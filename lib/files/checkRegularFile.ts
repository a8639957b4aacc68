import { statSync } from "node:fs";
import { InputError } from "./inputError";
import { reasonOf } from "./reasonOf";

/**
 * Refuses what is no regular file before it is opened: a FIFO would wait for ever, a device may do
 * anything. Links are followed: the path is the user's own.
 *
 * @throws InputError if there is something else, or nothing that can be looked at
 * @example
 * checkRegularFile("data/model.pt");
 */
export function checkRegularFile(path: string): void {
  let isRegular: boolean;
  try {
    isRegular = statSync(path).isFile();
  } catch (error) {
    throw new InputError(path, reasonOf(error), "a readable file");
  }
  if (!isRegular) throw new InputError(path, "something that is not a regular file", "a file");
}
