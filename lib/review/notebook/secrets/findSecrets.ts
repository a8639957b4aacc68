import { placeholder, secretPatterns } from "./patterns";

/** Something that looks like a secret, masked. */
export interface Secret {
  readonly kind: string;
  /** A few signs and the length: never the secret. */
  readonly masked: string;
}

const quoted = /["'`]([A-Za-z0-9+/_=-]{24,200})["'`]/g;
const leastEntropy = 4.2;

/**
 * What in a text looks like a secret: by the form of known tokens, by the name that a value is given
 * to, or by its entropy.
 *
 * @returns each once
 * @example
 * findSecrets("token = '" + token + "'"); // [{ kind: "value of a name ..", masked: "k3… (20 characters)" }]
 */
export function findSecrets(text: string): Secret[] {
  const found = new Map<string, string>();
  for (const { kind, pattern } of secretPatterns) {
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? match[0];
      if (!placeholder.test(secret) && !found.has(secret)) found.set(secret, kind);
    }
  }
  for (const [, literal] of text.matchAll(quoted)) {
    if (!found.has(literal) && looksRandom(literal)) found.set(literal, "text of high entropy");
  }
  return [...found].map(([secret, kind]) => ({ kind, masked: mask(secret) }));
}

/** Digits and both cases mixed, as in keys; words, paths and hexadecimal digests are not. */
function looksRandom(text: string): boolean {
  const mixed = /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
  return mixed && text.split("/").length < 3 && entropy(text) >= leastEntropy;
}

/**
 * Shannon's entropy of a text's signs, in bits a sign.
 *
 * @example
 * entropy("abab"); // 1
 */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function mask(secret: string): string {
  const shown = secret.length >= 20 ? secret.slice(0, 4) : secret.slice(0, 1);
  return `${shown}… (${secret.length} characters)`;
}
