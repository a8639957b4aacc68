import { type Visible, workingFolder } from "./visible";

/** Bytes that fit into the working folder and into /tmp. */
export const room = { work: 2 ** 30, tmp: 2 ** 28 } as const;

/**
 * The command line that runs a program by bubblewrap, in namespaces of its own. It is process 1 of
 * its namespace: all processes there end with it, before the command itself ends.
 *
 * @see bubblewrap's manual page, bwrap(1)
 * @example
 * bubblewrapped(["/usr/bin/node", "x.cjs"], visibleTo([], []))[0]; // "bwrap"
 */
export function bubblewrapped(
  program: readonly string[],
  { bound, links, emptied }: Visible,
): string[] {
  return [
    "bwrap",
    ...["--unshare-user", "--unshare-all", "--die-with-parent", "--new-session", "--as-pid-1"],
    ...["--cap-drop", "ALL"],
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--size", String(room.tmp), "--tmpfs", "/tmp"],
    ...["--size", String(room.work), "--tmpfs", workingFolder],
    ...links.flatMap(({ target, to }) => ["--symlink", to, target]),
    ...bound.flatMap(({ source, target }) => ["--ro-bind", source, target]),
    ...emptied.flatMap((folder) => ["--tmpfs", folder, "--remount-ro", folder]),
    ...["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", workingFolder],
    "--",
    ...program,
  ];
}
