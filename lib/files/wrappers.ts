import { smallest } from "../numeric/arrays";
import { printable } from "./text";

/** What DataParallel, torch.compile, Lightning and plain classes call the network that they hold. */
const WRAPPERS: ReadonlySet<string> = new Set(["module", "model", "net", "network"]);

/**
 * Names without the parts that wrappers put into them. A part is a wrapper's where it begins with an
 * underline (Opacus' `_module`, torch.compile's `_orig_mod`), wherever it stands; or where all names
 * that have a dot begin with it and it is a usual word for a network. Where two names would become
 * one, all stay as they are.
 *
 * @example
 * withoutWrappers(new Map([["module.fc.weight", tensor]])).tensors.has("fc.weight"); // true
 */
export function withoutWrappers<T>(tensors: ReadonlyMap<string, T>): {
  tensors: ReadonlyMap<string, T>;
  note: string | null;
} {
  const taken = new Set<string>();
  let entries = [...tensors].map(([name, tensor]) => {
    const parts = name.split(".");
    const kept = parts.filter((part, i) => i === parts.length - 1 || !part.startsWith("_"));
    for (const part of parts.slice(0, -1)) if (part.startsWith("_")) taken.add(`${part}.`);
    return { parts: kept, tensor };
  });
  const inside = entries.filter(({ parts }) => parts.length > 1);
  const least = smallest(inside.map(({ parts }) => parts.length - 1));
  let depth = 0;
  while (depth < least && sharedWord(inside, depth)) taken.add(`${inside[0].parts[depth++]}.`);
  if (depth > 0) {
    entries = inside.map(({ parts, tensor }) => ({ parts: parts.slice(depth), tensor }));
  }
  const renamed = new Map(entries.map(({ parts, tensor }) => [parts.join("."), tensor]));
  if (taken.size === 0 || renamed.size !== entries.length) return { tensors, note: null };
  const words = [...taken].slice(0, 5).map(printable).join(", ");
  return { tensors: renamed, note: `${words} taken off the names` };
}

function sharedWord(entries: readonly { parts: readonly string[] }[], depth: number): boolean {
  const [first] = entries;
  const word = first?.parts[depth];
  return WRAPPERS.has(word) && entries.every(({ parts }) => parts[depth] === word);
}
