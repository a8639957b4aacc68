/** A regular expression as a tree; a repetition without end has `most` Infinity. */
export type Node =
  | { readonly kind: "class"; readonly source: string }
  | { readonly kind: "sequence" | "either"; readonly parts: readonly Node[] }
  | { readonly kind: "repeat"; readonly part: Node; readonly least: number; readonly most: number }
  /** Takes no character: `^`, `$`, `\b`. */
  | { readonly kind: "assertion"; readonly isStart: boolean }
  | { readonly kind: "look"; readonly part: Node; readonly isBehind: boolean };

/**
 * Reads the source of a regular expression that V8 has taken.
 *
 * @param lines whether `^` also stands at line starts (flag m), where it anchors nothing
 * @throws Error on a back reference, which no finite automaton has
 */
export function parsePattern(source: string, lines: boolean): Node {
  let at = 0;
  const take = (text: string) => {
    const found = source.startsWith(text, at);
    if (found) at += text.length;
    return found;
  };
  const either = (): Node => {
    const parts = [sequence()];
    while (take("|")) parts.push(sequence());
    return parts.length === 1 ? parts[0] : { kind: "either", parts };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated());
    return { kind: "sequence", parts };
  };
  const repeated = (): Node => {
    const part = atom();
    const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 24));
    if (match === null) return part;
    at += match[0].length;
    const [, sign, least, comma, most] = match;
    if (sign === "*") return { kind: "repeat", part, least: 0, most: Number.POSITIVE_INFINITY };
    if (sign === "+") return { kind: "repeat", part, least: 1, most: Number.POSITIVE_INFINITY };
    if (sign === "?") return { kind: "repeat", part, least: 0, most: 1 };
    const end =
      most === "" ? (comma === "" ? Number(least) : Number.POSITIVE_INFINITY) : Number(most);
    return { kind: "repeat", part, least: Number(least), most: end };
  };
  const closed = (node: Node): Node => {
    if (!take(")")) throw new Error(`a bracket is missing at ${at} in ${source}`);
    return node;
  };
  const atom = (): Node => {
    if (take("(?=") || take("(?!"))
      return closed({ kind: "look", part: either(), isBehind: false });
    if (take("(?<=") || take("(?<!"))
      return closed({ kind: "look", part: either(), isBehind: true });
    if (take("(?:")) return closed(either());
    if (take("(?<")) {
      at = source.indexOf(">", at) + 1;
      return closed(either());
    }
    if (take("(")) return closed(either());
    if (take("^")) return { kind: "assertion", isStart: !lines };
    if (take("$") || take("\\b") || take("\\B")) return { kind: "assertion", isStart: false };
    const start = at;
    if (take("[")) {
      while (source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
      at++;
    } else if (take("\\")) {
      if (/[1-9k]/.test(source[at])) throw new Error(`a back reference in ${source}`);
      const spelled =
        /^(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z])/.exec(
          source.slice(at),
        );
      at += spelled?.[0].length ?? 1;
    } else at += source.codePointAt(at)! > 0xffff ? 2 : 1;
    return { kind: "class", source: source.slice(start, at) };
  };
  return either();
}
