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

/**
 * A table as LaTeX with booktabs (`\usepackage{booktabs}`), caption above it.
 *
 * @throws RangeError naming the row that does not fit the columns
 * @example
 * writeFileSync("attacks.tex", toLatex(table));
 */
export function toLatex(table: Table): string {
  checkTable(table);
  const { columns, rows, caption, label } = table;
  const line = (cells: readonly string[]) => `    ${cells.map(escaped).join(" & ")} \\\\`;
  return [
    "\\begin{table}[t]",
    `  \\caption{${escaped(caption)}}`,
    `  \\label{${label}}`,
    "  \\centering",
    `  \\begin{tabular}{${columns.map((_, c) => (isNumeric(table, c) ? "r" : "l")).join("")}}`,
    "    \\toprule",
    line(columns.map(({ title }) => title)),
    "    \\midrule",
    ...rows.map((row) => line(row.map((cell, c) => cellText(cell, columns[c])))),
    "    \\bottomrule",
    "  \\end{tabular}",
    "\\end{table}",
    "",
  ].join("\n");
}
