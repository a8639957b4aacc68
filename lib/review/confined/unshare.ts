import { room } from "./bubblewrap";
import { type Visible, workingFolder } from "./visible";

/** What sets the new root up and drops all rights runs in it too. */
const tools = ["umount", "setpriv"];

/**
 * The command line that runs a program by util-linux' unshare, in namespaces of its own: a new root
 * that holds what is visible and nothing else, read-only, and no capability left that could change
 * it. The program is process 1 of its namespace: all processes there end with it.
 *
 * @param scratch an empty folder, whose path a shell takes as it is
 * @see unshare(1), pivot_root(2), setpriv(1)
 * @example
 * unshared(["/usr/bin/node", "x.cjs"], visibleTo([], []), "/tmp/empty")[0]; // "unshare"
 */
export function unshared(
  program: readonly string[],
  { bound, links, emptied }: Visible,
  scratch: string,
): string[] {
  const setup = [
    "set -e",
    "umask 022",
    `root=${quote(scratch)}`,
    "mount --make-rprivate /",
    "mount -t tmpfs -o mode=755,size=1m,nosuid,nodev tmpfs $root",
    `mkdir -p $root/proc $root/dev $root/tmp $root/old $root/tools $root${workingFolder}`,
    `mount -t tmpfs -o mode=755,size=${room.tmp},nosuid,nodev tmpfs $root/tmp`,
    `mount -t tmpfs -o mode=755,size=${room.work},nosuid,nodev tmpfs $root${workingFolder}`,
    "mount -t proc -o nosuid,nodev,noexec proc $root/proc",
    ...["null", "zero", "random", "urandom"].flatMap((name) => [
      `: > $root/dev/${name}`,
      `mount --bind /dev/${name} $root/dev/${name}`,
    ]),
    ...tools.flatMap((name) => [
      `: > $root/tools/${name}`,
      `mount --bind "$(command -v ${name})" $root/tools/${name}`,
    ]),
    ...links.map(({ target, to }) => `ln -s ${quote(to)} $root${quote(target)}`),
    ...bound.flatMap(({ source, target }) => bind(quote(source), `$root${quote(target)}`)),
    ...emptied.map((folder) => `mount -t tmpfs -o ro,mode=755,size=4k tmpfs $root${quote(folder)}`),
  ];
  const enter = [
    "mount -o remount,ro,nosuid,nodev $root",
    "cd $root",
    "pivot_root . old",
    `cd ${workingFolder}`,
    "/tools/umount -l /old",
    'exec /tools/setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"',
  ];
  return [
    "unshare",
    ...["--user", "--map-root-user", "--mount", "--net", "--pid", "--ipc", "--uts", "--cgroup"],
    ...["--fork", "--kill-child=SIGKILL"],
    ...["/bin/sh", "-c", [...setup, ...enter].join("\n"), "sh", ...program],
  ];
}

/** A file or folder at its place, read-only. */
function bind(source: string, target: string): string[] {
  return [
    `mkdir -p "$(dirname ${target})"`,
    `if [ -d ${source} ]; then mkdir -p ${target}; else : > ${target}; fi`,
    `mount --bind ${source} ${target}`,
    `mount -o remount,bind,ro,nosuid,nodev ${target}`,
  ];
}

/** A text as one word of the shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
