/** Tokens of one run that is compared, and of how many runs next to each other one is kept. */
const [runLength, windowLength] = [24, 12];
const mostTokens = 400_000;

const token = /[A-Za-z_]\w{0,99}|\d[\w.]{0,40}|[^\s\w]/g;
const kept: ReadonlySet<string> = new Set(
  "def class return for while if elif else in not and or lambda with as try except import from yield const let function new await async".split(
    " ",
  ),
);

/**
 * What code is told again by, whatever its names, numbers and texts are: hashes of runs of 24 tokens, of
 * which of any 12 in a row the least is kept (winnowing), so that any copy of 35 tokens or more shares one.
 *
 * @see Schleimer, Wilkerson and Aiken, Winnowing: Local Algorithms for Document Fingerprinting (2003)
 * @returns each once, ascending
 * @example
 * fingerprints("def f(a):\n  return a + 1"); // Int32Array [], as there are too few tokens
 */
export function fingerprints(code: string): Int32Array {
  const tokens = hashesOfTokens(code);
  const runs = hashesOfRuns(tokens);
  const prints = new Set<number>();
  const window: number[] = [];
  for (let i = 0; i < runs.length; i++) {
    while (window.length > 0 && runs[window[window.length - 1]] >= runs[i]) window.pop();
    window.push(i);
    if (window[0] <= i - windowLength) window.shift();
    if (i >= windowLength - 1) prints.add(runs[window[0]]);
  }
  return Int32Array.from(prints).sort();
}

function hashesOfTokens(code: string): number[] {
  const hashes: number[] = [];
  for (const [text] of withoutTexts(withoutComments(code)).matchAll(token)) {
    if (hashes.length >= mostTokens) break;
    hashes.push(hashOf(shapeOf(text)));
  }
  return hashes;
}

function withoutComments(code: string): string {
  return code
    .split("\n")
    .filter((line) => !/^\s{0,200}(?:#|\/\/|import\b|from\b|[%!])/.test(line))
    .join("\n");
}

/** Each text in quotes on one line as a quote alone. */
function withoutTexts(code: string): string {
  const pieces: string[] = [];
  let from = 0;
  let quote: string | null = null;
  for (let at = 0; at < code.length; at++) {
    const sign = code[at];
    if (quote === null && (sign === '"' || sign === "'")) {
      pieces.push(code.slice(from, at), '"');
      quote = sign;
    } else if (quote !== null && sign === "\\") at++;
    else if (quote !== null && (sign === quote || sign === "\n")) {
      quote = null;
      from = at + 1;
    }
  }
  return [...pieces, quote === null ? code.slice(from) : ""].join("");
}

/** Names and numbers are all alike. */
function shapeOf(text: string): string {
  if (/^[A-Za-z_]/.test(text)) return kept.has(text) ? text : "a";
  return /^\d/.test(text) ? "0" : text;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

/** A rolling hash of each run of tokens. */
function hashesOfRuns(tokens: readonly number[]): Int32Array {
  const base = 0x01000193;
  let power = 1;
  for (let i = 1; i < runLength; i++) power = Math.imul(power, base);
  const runs = new Int32Array(Math.max(0, tokens.length - runLength + 1));
  let hash = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (i >= runLength) hash = (hash - Math.imul(tokens[i - runLength], power)) | 0;
    hash = (Math.imul(hash, base) + tokens[i]) | 0;
    if (i >= runLength - 1) runs[i - runLength + 1] = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  }
  return runs;
}
