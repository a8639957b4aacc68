import { append } from "../../../numeric/arrays";

/** A piece of a text, in its order. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "caption"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "prose"; readonly text: string };

const ruled = /^[\s|+:=_\-─-╿]+$/;
const heading = /^\s{0,3}(#{1,6})\s/;
const caption = /^\s{0,3}(?:table|tab\.|tabelle)\s?[\dIVX.]{0,5}\s?[:.–-]/i;

/**
 * Splits a text into headings, captions, tables and paragraphs. Tables are lines between bars, or two
 * lines and more of columns that two blanks, tabs or commas part.
 *
 * @example
 * blocksOf("# Results\n| AUC |\n|---|\n| 0.67 |").map(({ kind }) => kind); // ["heading", "table"]
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let prose: string[] = [];
  let table: string[][] = [];
  let separator: RegExp | null = null;
  const endProse = () => {
    if (prose.length > 0) blocks.push({ kind: "prose", text: prose.join("\n") });
    prose = [];
  };
  const endTable = () => {
    if (table.length > 1) blocks.push({ kind: "table", rows: squared(table) });
    // One line alone is a sentence with a bar or a gap in it.
    else
      append(
        prose,
        table.map((row) => row.join(" ")),
      );
    table = [];
    separator = null;
  };
  for (const line of text.split("\n")) {
    const how = separatorOf(line);
    if (line.length > 1 && ruled.test(line) && /[-=─-═]{2}/.test(line)) {
      // A rule above a table, within it, or under a heading.
      if (table.length === 0) endProse();
      continue;
    }
    if (how !== null && (separator === null || how === separator)) {
      if (table.length === 0) endProse();
      separator = how;
      table.push(cellsOf(line, how));
      continue;
    }
    if (table.length > 0) endTable();
    if (how !== null) {
      endProse();
      separator = how;
      table.push(cellsOf(line, how));
      continue;
    }
    const head = heading.exec(line);
    if (head !== null || caption.test(line) || line.trim() === "") {
      endProse();
      if (head !== null) blocks.push({ kind: "heading", level: head[1].length, text: line });
      else if (line.trim() !== "") blocks.push({ kind: "caption", text: line });
    } else prose.push(line);
  }
  if (table.length > 0) endTable();
  endProse();
  return blocks;
}

const bar = /\s?(?<!\\)[|│┃║]\s?/;
const gap = /\t\s{0,20}| {2,40}/;
const comma = /,|;/;

/** What parts the columns of a line; null for a line of prose. */
function separatorOf(line: string): RegExp | null {
  if (/[|│┃║]/.test(line)) return bar;
  const inner = line.trim();
  if (inner.length > 1000 || /^[-*•#>]\s/.test(inner)) return null;
  if (/\t|\S {2,40}\S/.test(inner)) return gap;
  return /^[\w@%=.<&\- ]{1,60}(?:[,;][\w@%=.<&\- ]{0,60}){1,30}$/.test(inner) &&
    !/[a-z], [a-z]/i.test(inner)
    ? comma
    : null;
}

function cellsOf(line: string, separator: RegExp): string[] {
  const cells = line
    .trim()
    .split(separator)
    .map((cell) => cell.trim());
  if (separator !== bar) return cells;
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "" && cells.length > 1) cells.pop();
  return cells;
}

/** Rows whose header lacks the name of the first column, as pandas prints its index, get an empty one. */
function squared(rows: string[][]): string[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const isShort =
    rows[0].length === width - 1 && rows.slice(1).every((row) => row.length === width);
  return isShort ? [["", ...rows[0]], ...rows.slice(1)] : rows;
}
