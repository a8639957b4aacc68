const words: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  ENAMETOOLONG: "a name that is too long",
  ELOOP: "a link, which is not followed",
};

/**
 * What was found where a file could not be opened or read: in words where people meet it, else the
 * system's code.
 *
 * @example
 * throw new InputError(file, reasonOf(error), "a readable file");
 * // InputError: pub.pt: found no such file, expected a readable file
 */
export function reasonOf(error: unknown): string {
  const { code = "an error" } = error as NodeJS.ErrnoException;
  return words[code] ?? code;
}
