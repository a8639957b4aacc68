import { largest } from "../../numeric/arrays";
import { latexText, textWidth } from "../latex";
import { cellText, checkTable, isNumeric, type Table } from "./table";

/** Letters of a table, in relation to 10 pt, and half of the gap between its columns, pt. */
interface Setting {
  readonly size: string | null;
  readonly scale: number;
  readonly gap: number;
}

const settings: readonly Setting[] = [
  { size: null, scale: 1, gap: 6 },
  { size: "small", scale: 0.925, gap: 4 },
  { size: "footnotesize", scale: 0.85, gap: 3 },
  { size: "scriptsize", scale: 0.8, gap: 2 },
];

/** pt: of a column of a page of two, and of a line of a page of one. */
const [column, line] = [234, 397];

/** The width of the widest cell of each column at 10 pt, together. */
function cellsWidth(lines: readonly (readonly string[])[]): number {
  const widest = lines[0].map((_, c) => largest(lines.map((cells) => textWidth(cells[c]))));
  return widest.reduce((sum, width) => sum + width, 0);
}

/** The largest letters with which the table fits: a column, else the line; else the smallest. */
function fitting(
  lines: readonly (readonly string[])[],
): Setting & { readonly environment: string } {
  const cells = cellsWidth(lines);
  const width = ({ scale, gap }: Setting) => scale * cells + 2 * gap * (lines[0].length - 1);
  const inColumn = settings.slice(0, 3).find((setting) => width(setting) <= column);
  if (inColumn) return { ...inColumn, environment: "table" };
  const smallest = settings[settings.length - 1];
  const setting = settings.find((one) => width(one) <= line) ?? smallest;
  return { ...setting, environment: "table*" };
}

/**
 * A table as LaTeX with booktabs (`\usepackage{booktabs}`), caption above it: a `table` where it fits
 * a column of 3.25 in, else a `table*`, which goes across both columns of a page and is a plain
 * `table` where there is one; set smaller where it must be, so that it fits 5.5 in.
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
  const { environment, size, gap } = fitting([titles, ...texts]);
  const set = (cells: readonly string[]) => `    ${cells.map(latexText).join(" & ")} \\\\`;
  const sides = columns.map((_, c) => (isNumeric(table, c) ? "r" : "l")).join("");
  return [
    `\\begin{${environment}}[t]`,
    "  \\setlength{\\belowcaptionskip}{6pt}", // most styles leave none above a table
    `  \\caption{${latexText(caption)}}`,
    `  \\label{${label}}`,
    "  \\centering",
    ...(size === null ? [] : [`  \\${size}`, `  \\setlength{\\tabcolsep}{${gap}pt}`]),
    `  \\begin{tabular}{@{}${sides}@{}}`,
    "    \\toprule",
    set(titles),
    "    \\midrule",
    ...texts.map(set),
    "    \\bottomrule",
    "  \\end{tabular}",
    `\\end{${environment}}`,
    "",
  ].join("\n");
}
