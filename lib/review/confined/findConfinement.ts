import { bubblewrap, type Confinement, none, unshare } from "./confinement";
import { type Limits, runConfined } from "./runConfined";
import { visibleTo } from "./visible";

/** Code from strangers cannot be kept away from the rest here. */
export class NoConfinement extends Error {}

const limits: Limits = { seconds: 20, bytes: 2 ** 30, processes: 16 };
/** Says whether there is another network than the loopback of a namespace of its own. */
const probe = `const { networkInterfaces } = require("node:os");
console.log(JSON.stringify(Object.keys(networkInterfaces()).filter((name) => name !== "lo")));`;

/**
 * The first way to confine code that works on this machine, tried out and not only looked for.
 *
 * @param trusted whether code may also run unconfined, where there is none
 * @throws NoConfinement in one line if there is none
 * @example
 * (await findConfinement({ trusted: false })).name; // "bubblewrap"
 */
export async function findConfinement({ trusted }: { trusted: boolean }): Promise<Confinement> {
  for (const one of [bubblewrap, unshare]) if (await works(one)) return one;
  if (trusted) return none;
  throw new NoConfinement(
    "--execute: found neither bubblewrap nor namespaces that work, expected a way to confine the notebook (or --i-trust-this-code, which gives it your rights)",
  );
}

/**
 * Whether code can be confined so: it starts, and sees no network.
 *
 * @example
 * await works(bubblewrap); // true
 */
export async function works(confinement: Confinement): Promise<boolean> {
  if (process.platform !== "linux") return false;
  const program = [process.execPath, "-e", probe];
  const { output } = await runConfined(confinement, program, visibleTo([], []), "", limits);
  return output.trim() === "[]";
}
