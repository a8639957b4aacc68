import { nameOf } from "./aliases";
import { parseNumber } from "./formats/csv/parseNumber";
import type { CsvTable } from "./formats/csv/readCsv";
import { memberOf } from "./rows";

/** Columns of a table that are parts of a dataset; absent where it has none. */
export interface TableParts {
  readonly labels?: readonly (number | string)[];
  readonly ids?: readonly (number | string)[];
  /** Null in every row where all fields are empty: not known. */
  readonly membership?: readonly (number | null)[];
}

/**
 * Labels, ids and membership of a CSV file, found by the table of aliases. Labels may be words, but
 * of numbers each has to be one: an empty field is no class.
 *
 * @throws InputError with the line of a label or membership that is none
 * @example
 * tableParts(readCsv("rows.csv")).labels; // [3, 1]
 */
export function tableParts(table: CsvTable): TableParts {
  const labels = nameOf("labels", table.names);
  const ids = nameOf("ids", table.names);
  const membership = nameOf("membership", table.names);
  return {
    ...(labels === undefined ? {} : { labels: numbersIfAll(table, labels) }),
    ...(ids === undefined ? {} : { ids: table.texts(ids).map(numberIfWhole) }),
    ...(membership === undefined ? {} : { membership: membershipColumn(table, membership) }),
  };
}

function numbersIfAll(table: CsvTable, name: string): (number | string)[] {
  const texts = table.texts(name);
  const words = texts.every((text) => text !== "" && parseNumber(text) === undefined);
  return words ? [...texts] : [...table.numbers(name)];
}

function numberIfWhole(text: string): number | string {
  const number = Number(text);
  return String(number) === text && Number.isSafeInteger(number) ? number : text;
}

function membershipColumn(table: CsvTable, name: string): (number | null)[] {
  const texts = table.texts(name);
  if (texts.every((text) => text === "")) return texts.map(() => null);
  const members = texts.map(memberOf);
  return members.some((member) => member === undefined)
    ? [...table.numbers(name)]
    : (members as number[]);
}
