/** A text that is JSON, but of which a value would not come through as it is written. */
export class InexactError extends Error {}

/** Deeper values are no parameters of anybody's. */
const DEEPEST = 100;

/** The smallest number that keeps all of its digits. */
const SMALLEST = 2 ** -1022;

/**
 * Reads JSON of which every value is kept as it is written. Fractions are rounded to 64 bits, as
 * everywhere; a whole number is kept to its last digit.
 *
 * @throws SyntaxError if the text is not JSON
 * @throws InexactError in a few words: a number too large, too small or of too many digits, a name
 *   that stands twice in one object, values nested deeper than 100
 * @example
 * parseExactly("[1, 2e3]"); // [1, 2000]
 * parseExactly("9007199254740993"); // InexactError: 9007199254740993 (a number has 53 bits)
 */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  /** The names so far of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const token of tokens(text)) {
    if (token === "{" || token === "[") open.push(token === "{" ? new Set() : null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") addName(open.at(-1), last);
    else if (token.startsWith('"')) last = token;
    else if (token !== ",") requireExact(token);
    if (open.length > DEEPEST) throw new InexactError(`values nested deeper than ${DEEPEST}`);
  }
  return value;
}

function addName(names: Set<string> | null | undefined, token: string): void {
  const name: string = JSON.parse(token);
  if (names?.has(name)) throw new InexactError(`the name ${token} twice`);
  names?.add(name);
}

function requireExact(token: string): void {
  const value = Math.abs(Number(token));
  const digits = significant(token);
  if (!Number.isFinite(value)) throw new InexactError(`${token} (beyond the largest number)`);
  if (value < SMALLEST && digits !== "") throw new InexactError(`${token} (too close to 0)`);
  if (value > Number.MAX_SAFE_INTEGER && digits !== significant(String(value))) {
    throw new InexactError(`${token} (a number has 53 bits)`);
  }
}

/** A number's digits without sign, point and exponent, and without zeros at either end. */
function significant(number: string): string {
  const digits = number
    .replace(/[eE].*/, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}

/** The strings, numbers and marks of a text that is JSON; space, true, false and null are passed over. */
function* tokens(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    if (text[at] === '"') end = endOfString(text, at);
    else if ("-0123456789".includes(text[at])) {
      while (end < text.length && "0123456789.eE+-".includes(text[end])) end++;
    } else if (!"{}[],:".includes(text[at])) {
      at = end;
      continue;
    }
    yield text.slice(at, end);
    at = end;
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}
