import { lstatSync } from "node:fs";
import { InputError } from "..";

/**
 * Refuses a path that cannot become a plain file: renaming a new file onto a device, a FIFO, a
 * socket or a link would replace it.
 *
 * @param file a plain file, or nothing yet
 * @throws InputError if something else is there
 * @example
 * checkOutput("/dev/null"); // InputError: /dev/null: found something that is no plain file, expected ...
 */
export function checkOutput(file: string): void {
  const status = lookAt(file);
  if (status === undefined || status.isFile()) return;
  const found = status.isDirectory()
    ? "a folder"
    : status.isSymbolicLink()
      ? "a link"
      : "something that is no plain file";
  throw new InputError(file, found, "a plain file to write, or none yet");
}

/** What cannot be looked at cannot be written either: writing says why. */
function lookAt(file: string) {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
