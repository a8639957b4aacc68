import { bubblewrapped } from "./bubblewrap";
import { unshared } from "./unshare";
import type { Visible } from "./visible";

/** How code that was handed in is kept away from everything else. */
export interface Confinement {
  readonly name: "bubblewrap" | "unshare" | "none";
  /** What it keeps away, in words for the grader. */
  readonly says: string;
  /** The command line that runs a program inside; what it sees is `visible` alone. */
  command(program: readonly string[], visible: Visible, scratch: string): readonly string[];
}

const apart =
  "own process, mount and network namespaces: no network, read-only files, no home, no answers, nothing of the environment";

/** Namespaces by bubblewrap. */
export const bubblewrap: Confinement = {
  name: "bubblewrap",
  says: `bubblewrap (${apart})`,
  command: bubblewrapped,
};

/** Namespaces by util-linux' unshare, mount and setpriv. */
export const unshare: Confinement = {
  name: "unshare",
  says: `unshare (${apart})`,
  command: unshared,
};

/** A process group of its own with a clean environment: for code that the grader trusts. */
export const none: Confinement = {
  name: "none",
  says: "nothing (--i-trust-this-code: the notebook had the rights of whoever ran the review)",
  command: (program) => program,
};
