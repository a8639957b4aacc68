import { writeSync } from "node:fs";
import type { Screen } from "./stateLine";
import { visibleLines } from "./visible";

/** Set to 1 where whoever reads this process's stderr shows states on one line, see `stateLine`. */
const STATES = "MIA_STATES";

/** The environment of a process whose stderr is read by `readStates`. */
export const STATES_WANTED = { [STATES]: "1" } as const;

/**
 * Prints on stdout. Whatever the text quotes, it cannot steer the terminal.
 *
 * @example
 * tell(reviewText(review));
 */
export function tell(text: string): void {
  console.log(visibleLines(text));
}

/**
 * Prints on stderr: progress, warnings, errors. Whatever the text quotes, it cannot steer the terminal.
 *
 * @example
 * warn(`-> ${file}`);
 */
export function warn(text: string): void {
  console.error(visibleLines(text));
}

/**
 * As {@link warn}, on the process's own stderr and at once: in a kernel's cell console.error is the
 * cell's output, and saved with it.
 *
 * @example
 * warnNow("logits: 512 of 20,000");
 */
export function warnNow(text: string): void {
  writeSync(2, `${visibleLines(text)}\n`);
}

/**
 * As {@link warnNow}, for a state that the next one takes the place of. Where states are shown on
 * one line it ends in a carriage return, else it is a line as any other.
 *
 * @example
 * warnState("logits: 512 of 20,000");
 */
export function warnState(text: string): void {
  if (process.env[STATES] === "1") writeSync(2, `${visibleLines(text)}\r`);
  else warnNow(`  ${text}`);
}

/**
 * The terminal on which a line can be written over, or null: stderr goes to a file, a pipe, or to a
 * terminal that knows no signs.
 */
export function screen(): Screen | null {
  return process.stderr.isTTY && process.env.TERM !== "dumb" ? process.stderr : null;
}
