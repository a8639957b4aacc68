import { chmodSync } from "node:fs";

/** Set to 1, it lets others read the files that are written, here and in the kernel. */
const READABLE = "MIA_READABLE";

/**
 * The permissions of a new file. Results name who was a member of a training set: only their owner
 * may read them, unless `MIA_READABLE=1` in the environment asks for what is usual (the umask).
 *
 * @returns bits as of chmod, before the umask
 * @example
 * openSync("out/scores.csv", "wx", fileMode()); // -rw-------
 */
export function fileMode(): number {
  return process.env[READABLE] === "1" ? 0o666 : 0o600;
}

/** From here on others may read what this process and those that it starts write. */
export function letOthersRead(): void {
  process.env[READABLE] = "1";
}

/** Lets others read a file that names no member, as far as the umask does. */
export function makeReadable(file: string): void {
  chmodSync(file, 0o666 & ~process.umask());
}
