/**
 * Whether a name is as a pattern says: `*` stands for anything, `?` for one character; as in a shell, a
 * leading dot is matched by a dot alone.
 *
 * @example
 * matches("epoch_10.pt", "epoch_*.pt"); // true
 */
export function matches(name: string, pattern: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let at = 0;
  let star = -1;
  let afterStar = 0;
  let p = 0;
  while (at < name.length) {
    if (pattern[p] === "*") {
      star = p++;
      afterStar = at;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === name[at])) {
      p++;
      at++;
    } else if (star >= 0) {
      p = star + 1;
      at = ++afterStar;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
