import { writeSync } from "node:fs";
import { visibleLines } from "./visible";

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
