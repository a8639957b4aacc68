/** What stands where the secret stood. */
const MASK = "***";

/**
 * A text without a secret, however it is spelt there: as it is, its characters in any case, percent-encoded,
 * as escapes of JSON or HTML, in base64 or hexadecimal.
 *
 * @param secret of at least one character
 * @example
 * maskSecret("no team has s3cret", "s3cret"); // "no team has ***"
 */
export function maskSecret(text: string, secret: string): string {
  const spellings = [anyEscapes(secret), ...inBase64(secret), inHexadecimal(secret)];
  return text.replace(new RegExp(spellings.join("|"), "giu"), MASK);
}

/** Each character as itself or as one of the escapes that servers use. */
function anyEscapes(secret: string): string {
  return Array.from(secret, (character) => {
    const code = character.codePointAt(0)!;
    const bytes = Array.from(Buffer.from(character), (byte) => hex(byte, 2));
    const units = Array.from({ length: character.length }, (_, i) =>
      hex(character.charCodeAt(i), 4),
    );
    const ways = [
      `\\\\{0,8}${literal(character)}`,
      bytes.map((byte) => `%(?:25){0,4}${byte}`).join(""),
      bytes.map((byte) => `\\\\x${byte}`).join(""),
      units.map((unit) => `\\\\{1,8}u${unit}`).join(""),
      `\\\\{1,8}u\\{0{0,8}${code.toString(16)}\\}`,
      `&#0{0,8}${code};?`,
      `&#x0{0,8}${code.toString(16)};?`,
      ...(NAMED[character] ?? []),
    ];
    return `(?:${ways.filter(Boolean).join("|")})`;
  }).join("");
}

/** HTML's names of the characters that have to be escaped there. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  "&": ["&amp;"],
  "<": ["&lt;"],
  ">": ["&gt;"],
  '"': ["&quot;"],
  "'": ["&apos;"],
};

/**
 * The characters of base64 that the secret alone determines, wherever it stands among other bytes:
 * there are three, by the number of bytes before it.
 */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const first = Math.ceil((before * 8) / 6);
    const sure = text.slice(first, Math.floor(((before + bytes.length) * 8) / 6));
    if (sure.length < 4) return [];
    const spelt = Array.from(sure, (character) => {
      if (character === "+") return "(?:[+-]|%2b)";
      if (character === "/") return "(?:[/_]|\\\\/|%2f)";
      return literal(character);
    });
    return [`${before > 0 ? "[\\w+/-]?" : ""}${spelt.join("")}[\\w+/-]?=*`];
  });
}

function inHexadecimal(secret: string): string {
  return Array.from(Buffer.from(secret), (byte) => hex(byte, 2)).join("[\\s:]?");
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, (special) => `\\${special}`);
}
