/** Blocks whose end is the end of a line. */
const breaking: ReadonlySet<string> = new Set(
  "p div br li ul ol tr table section article header footer h1 h2 h3 h4 h5 h6 pre caption".split(
    " ",
  ),
);
const silent: ReadonlySet<string> = new Set(["script", "style", "head", "svg"]);
const entities: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " },
  ...{ le: "≤", ge: "≥", asymp: "≈", plusmn: "±", percnt: "%", minus: "-", ndash: "–", mdash: "—" },
};

/**
 * HTML, or a text with some in it, as plain text whose tables are rows between bars and whose
 * headings begin with `#`. Nothing of it is rendered or run; what is no tag stays as it is.
 *
 * @example
 * fromHtml("<table><tr><th>AUC<td>0.67</table>"); // "\n\n| AUC | 0.67 |\n\n"
 */
export function fromHtml(text: string): string {
  if (!text.includes("<")) return text;
  const parts: string[] = [];
  let cell = false;
  let skipped: string | null = null;
  let at = 0;
  const put = (piece: string) => {
    if (skipped === null) parts.push(cell ? piece.replace(/[|\n]/g, " ") : piece);
  };
  while (at < text.length) {
    const open = text.indexOf("<", at);
    const plain = text.slice(at, open < 0 ? undefined : open);
    put(decoded(plain));
    if (open < 0) break;
    const tag = tagAt(text, open);
    if (tag === null) {
      put("<");
      at = open + 1;
      continue;
    }
    at = tag.end;
    const { name, closes } = tag;
    if (skipped !== null) {
      if (closes && name === skipped) skipped = null;
      continue;
    }
    if (silent.has(name) && !closes) skipped = name;
    else if (name === "td" || name === "th") {
      cell = false;
      if (!closes) put(" | ");
      cell = !closes;
      if (!closes) for (let i = 1; i < tag.span; i++) parts.push(" | ");
    } else if (breaking.has(name) && !(cell && name === "br")) {
      cell = false;
      put(name === "tr" ? " |\n" : name === "table" ? "\n\n" : "\n");
      if (/^h[1-6]$/.test(name) && !closes) put(`${"#".repeat(Number(name[1]))} `);
    }
  }
  return parts.join("");
}

const longestTag = 2000;

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  /** Columns of a cell. */
  readonly span: number;
  readonly end: number;
}

function tagAt(text: string, open: number): Tag | null {
  const start = /^<(\/?)([a-z][a-z0-9]{0,20})(?=[\s/>])/i.exec(text.slice(open, open + 30));
  if (start === null) return null;
  const close = text.slice(open, open + longestTag).indexOf(">");
  if (close < 0) return null;
  const [, slash, name] = start;
  const span = /colspan\s{0,3}=\s{0,3}["']?(\d{1,2})/i.exec(text.slice(open, open + close));
  return {
    name: name.toLowerCase(),
    closes: slash === "/",
    span: Number(span?.[1] ?? 1),
    end: open + close + 1,
  };
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}));/gi,
    (whole, ten, hex, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
      const code = Number.parseInt(ten ?? hex, ten === undefined ? 16 : 10);
      return code > 31 && code < 0x10ffff ? String.fromCodePoint(code) : " ";
    },
  );
}
