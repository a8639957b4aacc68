import { InputError } from "../../../files";

/** Refuses: what was found, what was expected. */
export type Fail = (found: string, expected: string) => never;

/** {@link Fail} for a file. */
export function failOf(file: string): Fail {
  return (found, expected) => {
    throw new InputError(file, found, expected);
  };
}
