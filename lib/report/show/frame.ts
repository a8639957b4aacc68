import type { DataFrame } from "danfojs-node";
import { fromColumns, type Matrix } from "../../numeric/arrays";
import { danfo } from "./danfo";

export type { DataFrame };

/** Rows that are read at a time. */
const BLOCK = 512;

/** A column that a frame can hold; every entry of one column has the same type. */
export type FrameColumn =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint8Array
  | readonly number[]
  | readonly string[]
  | readonly (number | string)[]
  | readonly boolean[];

/**
 * A danfo DataFrame of named columns, each with the type of what it holds: danfo itself guesses
 * types from the first rows ("010" becomes a number), and transposes or refuses typed arrays.
 * The frame keeps its values once (danfo's low memory mode), so that {@link columnsOf} reads what
 * was edited last, whichever way.
 *
 * @throws RangeError if columns differ in length or a name is one that danfo uses itself
 * @example
 * const predictors = frame({ id: ["a", "b"], phi: Float64Array.of(0.5, 1.5) });
 */
export function frame(columns: Readonly<Record<string, FrameColumn>>): DataFrame {
  const { DataFrame } = danfo();
  const names = Object.keys(columns);
  const values = Object.values(columns);
  const rows = values[0]?.length ?? 0;
  names.forEach((name, j) => {
    if (name in DataFrame.prototype || name.startsWith("$")) {
      throw new RangeError(`column ${name}: danfo uses this name itself, expected another`);
    }
    if (values[j].length !== rows) {
      throw new RangeError(
        `column ${name}: found ${values[j].length} rows, expected ${rows} as in ${names[0]}`,
      );
    }
  });
  const data = Array.from({ length: rows }, (_, i) => values.map((column) => column[i]));
  const config = { lowMemoryMode: true };
  return new DataFrame(data, { columns: names, dtypes: values.map(dtypeOf), config });
}

function dtypeOf(column: FrameColumn): string {
  if (column instanceof Float64Array || column instanceof Float32Array) return "float32";
  if (!Array.isArray(column)) return "int32";
  const [first] = column;
  if (typeof first === "string") return "string";
  if (typeof first === "boolean") return "boolean";
  return column.every((value) => Number.isInteger(value)) ? "int32" : "float32";
}

/**
 * Columns of a frame as they stand in it now, ready for lib: what a person changed in the frame is
 * what comes back. True and false become 1 and 0.
 *
 * @param names the columns wanted, default all, in the order wanted
 * @returns each of length rows, float64
 * @throws RangeError naming the column if the frame lacks it, or the column and the row of a value
 *   that is no number
 * @example
 * columnsOf(predictors, ["phi"]).phi; // Float64Array [0.5, 1.5]
 */
export function columnsOf(
  df: DataFrame,
  names: readonly string[] = df.columns,
): Record<string, Float64Array> {
  const places = names.map((name) => {
    const j = df.columns.indexOf(name);
    if (j >= 0) return j;
    throw new RangeError(`no column is named ${name}; known are: ${df.columns.join(", ")}`);
  });
  const rows = df.values as unknown[][];
  const columns = names.map(() => new Float64Array(rows.length));
  // some rows at a time, all columns: of a million rows none stays in the cache until the next column
  for (let start = 0; start < rows.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows.length);
    columns.forEach((column, c) => {
      for (let i = start; i < end; i++) column[i] = toNumber(rows[i][places[c]], names[c], i);
    });
  }
  return Object.fromEntries(names.map((name, c) => [name, columns[c]]));
}

/**
 * Columns of a frame as they stand in it now, side by side in a matrix.
 *
 * @param names the columns wanted, in the order wanted
 * @throws RangeError as `columnsOf`
 * @example
 * const X = matrixOf(predictors, ["true_class_prob", "phi"]);
 */
export function matrixOf(df: DataFrame, names: readonly string[]): Matrix {
  return fromColumns(Object.values(columnsOf(df, names)));
}

function toNumber(value: unknown, name: string, row: number): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  throw new RangeError(
    `column ${name}, row ${row}: found ${JSON.stringify(value)}, expected a number`,
  );
}
