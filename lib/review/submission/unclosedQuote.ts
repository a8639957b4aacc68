/**
 * The line of a CSV text in which a quote at the beginning of a field opens and is never closed, so that
 * pandas finds the end of the file inside a string. Quotes elsewhere in a field are letters, as there.
 *
 * @returns counted from 1; null if there is none
 * @example
 * unclosedQuote('ids,score\n1,"0.5\n2,0.3\n', ","); // 2
 */
export function unclosedQuote(text: string, separator: string): number | null {
  if (!text.includes('"')) return null;
  let line = 1;
  let begins = true;
  let opened: number | null = null;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\n" || (sign === "\r" && text[at + 1] !== "\n")) line++;
    if (sign === '"' && opened !== null) {
      if (text[at + 1] === '"') at++;
      else opened = null;
      begins = false;
    } else if (opened === null) {
      if (sign === '"' && begins) opened = line;
      begins = sign === separator || sign === "\n" || sign === "\r";
    }
  }
  return opened;
}
