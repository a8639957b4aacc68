import { createHash } from "node:crypto";

/** Bytes of a name; file systems take 255, and endings are added. */
const mostBytes = 120;
const keptBytes = 100;
const plain = /^[\p{L}\p{N}._-]$/u;
/** What Windows takes for a device, whatever the ending. */
const reserved = /^(?:con|prn|aux|nul|conin|conout|com\d|lpt\d)(?:\.|$)/;

/**
 * Teams' names as names of folders, one to one: letters, digits, `.`, `-` and `_` stay, a slash
 * becomes `+`, anything else is spelled as its bytes (`%20`). Where two would be one folder on a file
 * system that knows no case or joins spellings of one letter, and where a name is too long, a `~` and
 * the start of the name's SHA-256 stand behind it. Nothing in a name leads to another folder.
 *
 * @param teams each once
 * @example
 * pageNames(["a b", "a-b", "ada/1"]); // ["a%20b", "a-b", "ada+1"]
 */
export function pageNames(teams: readonly string[]): string[] {
  const spelled = teams.map(pageName);
  const times = new Map<string, number>();
  for (const name of spelled) times.set(folded(name), (times.get(folded(name)) ?? 0) + 1);
  return spelled.map((name, i) => (times.get(folded(name)) === 1 ? name : hashed(name, teams[i])));
}

/**
 * One name as a file's or folder's, see {@link pageNames}.
 *
 * @example
 * pageName("con"); // "%63on"
 */
export function pageName(team: string): string {
  const name = Array.from(team, (sign) => (plain.test(sign) ? sign : encoded(sign))).join("");
  const start = name === "" || name.startsWith(".") || reserved.test(folded(name)) ? 1 : 0;
  const end = name.length > start && name.endsWith(".") ? 1 : 0;
  const [first] = name;
  const whole = [
    start === 1 ? encoded(first ?? "") : "",
    name.slice(start === 1 ? (first ?? "").length : 0, name.length - end),
    end === 1 ? encoded(".") : "",
  ].join("");
  return Buffer.byteLength(whole) > mostBytes ? hashed(whole, team) : whole;
}

/** As UTF-8, `%` and two digits a byte; a lone surrogate has no bytes and is `%u` and its number. */
function encoded(sign: string): string {
  if (sign === "/") return "+";
  if (sign === "") return "%";
  if (sign.length === 1 && sign >= "\ud800" && sign <= "\udfff")
    return `%u${sign.charCodeAt(0).toString(16)}`;
  return Array.from(Buffer.from(sign), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/** Names that fold alike may be one file somewhere. */
function folded(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

function hashed(name: string, team: string): string {
  let kept = "";
  for (const sign of name.slice(0, keptBytes)) {
    if (Buffer.byteLength(kept + sign) > keptBytes) break;
    kept += sign;
  }
  const units = Buffer.from(team, "utf16le");
  return `${kept}~${createHash("sha256").update(units).digest("hex").slice(0, 16)}`;
}
