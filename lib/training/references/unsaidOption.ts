import { UsageError } from "../../commandLine";
import { isUnsaid, UNSAID_FORM, type Unsaid } from "../../network";

/** The option `--unsaid`, as help tells it. */
export const UNSAID_OPTION = {
  value: "JSON",
  help: `what weights do not say, as in the notebooks: ${UNSAID_FORM}`,
} as const;

/**
 * What `--unsaid` says.
 *
 * @param text null: nothing was said
 * @throws UsageError in one line
 * @example
 * unsaidOf('{"epsilon": 0.001}'); // { epsilon: .001 }
 */
export function unsaidOf(text: string | null): Unsaid | null {
  if (text === null) return null;
  const given = jsonOf(text);
  if (isUnsaid(given)) return given;
  throw new UsageError(`--unsaid: found ${text}, expected ${UNSAID_FORM}`);
}

/**
 * What JSON says.
 *
 * @returns undefined where the text is none
 * @example
 * jsonOf("{"); // undefined
 */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
