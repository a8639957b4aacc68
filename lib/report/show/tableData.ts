/** Rows as objects, as columns by name, as a danfo DataFrame or Series, or as an arquero table. */
export type TableData =
  | readonly object[]
  | Readonly<Record<string, ArrayLike<unknown>>>
  | DanfoFrame
  | ArqueroTable;

/** The part of a danfo DataFrame that is read. */
export interface DanfoFrame {
  readonly columns: string[];
  /** Names of the rows, shown where they are texts, as those of `describe()`. */
  readonly index: readonly (string | number)[];
  /** Row by row. */
  readonly values: unknown;
}

/** The part of an arquero table that is read. */
export interface ArqueroTable {
  columnNames(): string[];
  array(name: string): ArrayLike<unknown>;
}

/** Columns side by side, in order, all of the same length. */
export interface Columns {
  readonly names: readonly string[];
  readonly columns: readonly ArrayLike<unknown>[];
  readonly rows: number;
}

/**
 * Brings any of the accepted forms into columns. Rows that lack a name have undefined there.
 *
 * @throws RangeError if columns differ in length
 * @example
 * toColumns([{ a: 1 }, { a: 2, b: 3 }]).columns; // [[1, 2], [undefined, 3]]
 */
export function toColumns(data: TableData): Columns {
  if (Array.isArray(data)) return fromRows(data);
  if (isArquero(data)) {
    const names = data.columnNames();
    return sameLength(
      names,
      names.map((name) => data.array(name)),
    );
  }
  if (isDanfo(data)) {
    const rows = data.values as unknown[][];
    const columns = data.columns.map((_, j) => rows.map((row) => cellOf(row, j)));
    const named = data.index.some((name) => typeof name === "string");
    return named
      ? { names: ["", ...data.columns], columns: [data.index, ...columns], rows: rows.length }
      : { names: data.columns, columns, rows: rows.length };
  }
  const columns = data as Readonly<Record<string, ArrayLike<unknown>>>;
  return sameLength(Object.keys(columns), Object.values(columns));
}

function fromRows(rows: readonly object[]): Columns {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => rows.map((row) => (row as Record<string, unknown>)[name]));
  return { names, columns, rows: rows.length };
}

function sameLength(names: readonly string[], columns: readonly ArrayLike<unknown>[]): Columns {
  const rows = columns[0]?.length ?? 0;
  columns.forEach((column, j) => {
    if (column.length !== rows) {
      throw new RangeError(
        `column ${names[j]}: found ${column.length} rows, expected ${rows} as in ${names[0]}`,
      );
    }
  });
  return { names, columns, rows };
}

/** A danfo Series holds values where a DataFrame holds rows of them. */
function cellOf(row: unknown, j: number): unknown {
  return Array.isArray(row) ? row[j] : row;
}

/** Whether a value is a danfo DataFrame or Series, or an arquero table. */
export function isTable(value: unknown): value is DanfoFrame | ArqueroTable {
  return typeof value === "object" && value !== null && (isArquero(value) || isDanfo(value));
}

function isArquero(data: object): data is ArqueroTable {
  const { columnNames, array } = data as ArqueroTable;
  return typeof columnNames === "function" && typeof array === "function";
}

function isDanfo(data: object): data is DanfoFrame {
  const { columns, values, index } = data as DanfoFrame;
  if (!Array.isArray(index)) return false;
  return Array.isArray(columns) && Array.isArray(values) && !Object.hasOwn(data, "values");
}
