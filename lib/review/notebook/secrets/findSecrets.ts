import type { Certainty } from "../../finding";
import { placeholder, secretPatterns } from "./patterns";

/** Something that looks like a secret, masked. */
export interface Secret {
  readonly kind: string;
  /** Sure by the form of a known token, likely by the place that it stands in, else to be looked at. */
  readonly certainty: Certainty;
  /** A few signs and the length: never the secret. */
  readonly masked: string;
}

const quoted = /["'`]([A-Za-z0-9+/_=-]{24,200})["'`]/g;
const entropyKind = "text of high entropy";
const leastEntropy = 4.2;

/**
 * What in a text looks like a secret: by the form of known tokens, by the name that a value is given
 * to, or by its entropy.
 *
 * @returns each once
 * @example
 * findSecrets("token = '" + token + "'"); // [{ kind: "value of a name ..", certainty: "likely", masked: "k3… (20 characters)" }]
 */
export function findSecrets(text: string): Secret[] {
  const found = new Map<string, string>();
  for (const { kind, pattern } of secretPatterns) {
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? match[0];
      if (placeholder.test(secret) || found.has(secret) || isWord(secret, kind)) continue;
      found.set(secret, kind);
    }
  }
  for (const [, literal] of text.matchAll(quoted)) {
    if (!found.has(literal) && looksRandom(literal)) found.set(literal, entropyKind);
  }
  return [...found].map(([secret, kind]) => ({
    ...{ kind, certainty: certaintyOf(kind), masked: mask(secret) },
  }));
}

function certaintyOf(kind: string): Certainty {
  if (kind === entropyKind) return "look";
  return /name|environment|argument|URL|header/.test(kind) ? "likely" : "sure";
}

/**
 * Beside a name that tells stand words too, such as the name of a model: a key has digits among its
 * letters, and only a password may be a word.
 */
function isWord(value: string, kind: string): boolean {
  if (!/\b(?:name|environment|argument|URL)\b/.test(kind)) return false;
  const isKey = /\d/.test(value) && /[a-z]/i.test(value);
  if (kind.startsWith("unquoted")) {
    return !value
      .split(/[^a-z0-9]/i)
      .some((run) => run.length >= 12 && /\d/.test(run) && /[a-z]/i.test(run));
  }
  if (new Set(value).size < 4) return true;
  return (
    !isKey &&
    value.length < 20 &&
    /^[a-z]+(?:[-_ .][a-z]+){0,9}$/.test(value) &&
    !kind.startsWith("value of")
  );
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
