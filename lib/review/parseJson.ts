import { InputError } from "../files";

/** Notebooks and claims nest some twenty deep; thousands make any walk through them overflow. */
const deepest = 200;

/**
 * Parses what was handed in as JSON.
 *
 * @param expected what the message says should be there
 * @throws InputError if it is empty, no JSON, or nested more than 200 deep
 * @example
 * parseJson("claims.json", '{"claims": []}', "JSON"); // { claims: [] }
 */
export function parseJson(file: string, text: string, expected: string): unknown {
  const fail = (found: string): never => {
    throw new InputError(file, found, expected);
  };
  if (isDeeper(text)) return fail(`brackets nested more than ${deepest} deep`);
  try {
    return JSON.parse(text);
  } catch {
    return fail(text.trim() === "" ? "an empty file" : "text that is no JSON");
  }
}

const [quote, backslash] = ['"', "\\"].map((sign) => sign.charCodeAt(0));
const opening = ["[", "{"].map((sign) => sign.charCodeAt(0));
const closing = ["]", "}"].map((sign) => sign.charCodeAt(0));

/** Counts brackets outside of strings, before anything is made of them. */
function isDeeper(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign === quote) inString = !inString;
    else if (inString) {
      if (sign === backslash) i++;
    } else if (opening.includes(sign)) {
      if (++depth > deepest) return true;
    } else if (closing.includes(sign)) depth--;
  }
  return false;
}
