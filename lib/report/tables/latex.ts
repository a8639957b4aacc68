import { cellText, checkTable, isNumeric, type Table } from "./table";

const commands: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "≤": "$\\leq$",
  "≥": "$\\geq$",
  "−": "$-$",
  "–": "--",
};

/** A text with LaTeX's own signs escaped; a hyphen before a number becomes a minus. */
function escaped(text: string): string {
  return text
    .replace(/[\\~^≤≥−–&%$#_{}]/g, (sign) => commands[sign] ?? `\\${sign}`)
    .replace(/(^|[[ ])-(?=[\d.])/g, "$1$-$");
}

/** Characters of the widest cell of each column, together. */
function charactersWide(lines: readonly (readonly string[])[]): number {
  const widest = lines[0].map((_, c) => Math.max(...lines.map((cells) => cells[c].length)));
  return widest.reduce((sum, width) => sum + width, 0);
}

/** Smaller letters and narrower gaps for a table wider than a text line of 5.5 in, which holds some 60 characters. */
function fitting(characters: number): string[] {
  if (characters <= 60) return [];
  const [size, gap] = characters <= 80 ? ["footnotesize", 3] : ["scriptsize", 2];
  return [`  \\${size}`, `  \\setlength{\\tabcolsep}{${gap}pt}`];
}

/**
 * A table as LaTeX with booktabs (`\usepackage{booktabs}`), caption above it; a wide one is set
 * smaller, so that it fits a text line of 5.5 in.
 *
 * @throws RangeError naming the row that does not fit the columns
 * @example
 * writeFileSync("attacks.tex", toLatex(table));
 */
export function toLatex(table: Table): string {
  checkTable(table);
  const { columns, rows, caption, label } = table;
  const titles = columns.map(({ title }) => title);
  const texts = rows.map((row) => row.map((cell, c) => cellText(cell, columns[c])));
  const line = (cells: readonly string[]) => `    ${cells.map(escaped).join(" & ")} \\\\`;
  return [
    "\\begin{table}[t]",
    `  \\caption{${escaped(caption)}}`,
    `  \\label{${label}}`,
    "  \\centering",
    ...fitting(charactersWide([titles, ...texts])),
    `  \\begin{tabular}{${columns.map((_, c) => (isNumeric(table, c) ? "r" : "l")).join("")}}`,
    "    \\toprule",
    line(titles),
    "    \\midrule",
    ...texts.map(line),
    "    \\bottomrule",
    "  \\end{tabular}",
    "\\end{table}",
    "",
  ].join("\n");
}
