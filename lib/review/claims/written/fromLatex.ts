const signs: Readonly<Record<string, string>> = {
  ...{ leq: "≤", le: "≤", geq: "≥", ge: "≥", approx: "≈", sim: "~", pm: "±", times: "x" },
  ...{ quad: " ", qquad: " ", to: "→", rightarrow: "→", textasciitilde: "~", item: "\n- " },
};
/** Commands whose arguments are no text. */
const unread: ReadonlySet<string> = new Set(
  "label ref cite citep citet includegraphics cmidrule cline vspace hspace setlength renewcommand usepackage documentclass resizebox rowcolor".split(
    " ",
  ),
);
const headings: ReadonlySet<string> = new Set(
  "title section subsection subsubsection paragraph chapter".split(" "),
);

/**
 * LaTeX as plain text whose tables are rows between bars, whose headings begin with `#` and whose
 * captions begin with `Table:`. No command is run: of most the arguments stay as text.
 *
 * @example
 * fromLatex("\\begin{tabular}{lc} AUC & \\textbf{0.67} \\\\ \\end{tabular}"); // "\n\n| AUC | 0.67 |..."
 */
export function fromLatex(text: string): string {
  if (!/\\(?:begin|section|documentclass)\b/.test(text)) return text;
  const out: string[] = [];
  let inTable = false;
  let at = 0;
  while (at < text.length) {
    const sign = text[at];
    if (sign === "%") {
      const line = text.indexOf("\n", at);
      at = line < 0 ? text.length : line;
    } else if (sign === "\\") {
      const [name, end] = commandAt(text, at);
      at = end;
      if (name === "\\") out.push(inTable ? " |\n| " : "\n");
      else if (name === "begin" || name === "end") {
        const environment = argument(text, at);
        at = environment.end;
        if (!tables.test(environment.text)) continue;
        inTable = name === "begin";
        out.push(inTable ? "\n\n| " : " |\n\n");
        at = inTable ? withoutArguments(text, at) : at;
      } else if (headings.has(name) || name === "caption") {
        const heading = argument(text, at);
        at = heading.end;
        out.push(`\n\n${name === "caption" ? "Table:" : "#"} ${plainWords(heading.text)}\n\n`);
      } else if (unread.has(name)) at = withoutArguments(text, at);
      else if (name === "multicolumn" || name === "multirow") {
        const count = argument(text, at);
        const cell = argument(text, argument(text, count.end).end);
        at = cell.end;
        const more = name === "multicolumn" ? Math.min(Number(count.text) || 1, 60) - 1 : 0;
        out.push(plainWords(cell.text), " | ".repeat(Math.max(0, more)));
      } else out.push(signs[name] ?? (/^[a-z]/i.test(name) ? " " : name));
    } else {
      if (sign === "&" && inTable) out.push(" | ");
      else if (sign === "\n" && inTable) out.push(" ");
      else if (sign === "~") out.push(/[\d.]/.test(text[at + 1] ?? "") ? "~" : " ");
      else if (!"{}$".includes(sign)) out.push(sign);
      at++;
    }
  }
  return out.join("");
}

const tables = /^(?:tabular[x*]?|longtable|array|tabu)\*?$/;

/** The name of a command, or the sign behind the backslash, and where it ends. */
function commandAt(text: string, at: number): [string, number] {
  const named = /^\\([a-z]{1,30})\*?/i.exec(text.slice(at, at + 34));
  if (named !== null) return [named[1], at + named[0].length];
  const next = text[at + 1] ?? "";
  return [/[\s,;:!]/.test(next) ? " " : next, at + 2];
}

const longestArgument = 500;

/** What stands in the brackets that begin here; nothing where none do, or they never end. */
function argument(text: string, at: number): { text: string; end: number } {
  const close = text[at] === "{" ? "}" : text[at] === "[" ? "]" : null;
  if (close === null) return { text: "", end: at };
  let depth = 0;
  for (let end = at; end < text.length && end < at + longestArgument; end++) {
    if (text[end] === text[at]) depth++;
    else if (text[end] === close && --depth === 0) {
      return { text: text.slice(at + 1, end), end: end + 1 };
    }
  }
  return { text: "", end: at + 1 };
}

function withoutArguments(text: string, at: number): number {
  let end = at;
  while (text[end] === "{" || text[end] === "[") end = argument(text, end).end;
  return end;
}

function plainWords(text: string): string {
  return text
    .replace(/\\[a-z]{1,30}/gi, (command) => signs[command.slice(1)] ?? " ")
    .replace(/[\\{}$\n]/g, "");
}
