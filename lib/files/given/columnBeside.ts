import { withoutNumpy } from "../formats/numpy/numpyGlobals";
import type { Fail } from "../formats/pickle/values";
import { Tensor } from "../formats/tensor/tensor";

/**
 * A column that lies beside outputs, in memory, so that the file may be closed.
 *
 * @param shape of the outputs: as many rows, and at most as many numbers a row as there are classes
 * @returns the entries, one a row; anything that is no column as it is
 * @throws InputError through `fail` if there are more or fewer, or a row has a table of numbers
 * @example
 * columnBeside(tensor, "labels", [2, 44], fail); // [3, 1]
 */
export function columnBeside(
  column: unknown,
  name: string,
  shape: readonly number[],
  fail: Fail,
): unknown {
  const [rows] = shape;
  const widest = shape.length === 1 ? 2 : Math.max(2, shape[shape.length - 1]);
  const length = lengthOf(column);
  if (length === null) return column;
  if (length !== rows) return fail(`${length} ${name}`, `${rows}, one for each row of outputs`);
  const row = (entry: unknown): unknown => {
    const plain = withoutNumpy(entry);
    if (!(plain instanceof Tensor)) return plain;
    if (plain.size === 1) return plain.values()[0];
    if (plain.shape.length === 1 && plain.size <= widest) return Array.from(plain.values());
    return fail(`${name} of shape [${plain.shape}] in a row`, "one number");
  };
  if (Array.isArray(column)) return column.map(row);
  const tensor = column as Tensor;
  if (tensor.size === rows) return Array.from(tensor.values());
  if (tensor.shape.length > 2 || tensor.size > rows * widest) {
    return fail(`${name} of shape [${tensor.shape}]`, `[${rows}]`);
  }
  return Array.from({ length: rows }, (_, i) => row(tensor.at(i)));
}

function lengthOf(column: unknown): number | null {
  if (column instanceof Tensor) return column.shape[0] ?? 1;
  return Array.isArray(column) ? column.length : null;
}
