import { type Code, i32, type Variable } from "../../numeric/wasm";

/** How a row's place in a column's order is kept: two bytes where they are enough. */
export interface Position {
  readonly bytes: 2 | 4;
  readonly load: (address: Code) => Code;
}

/** The two ways. */
export const POSITION: Readonly<Record<2 | 4, Position>> = {
  2: { bytes: 2, load: (address) => i32.load16_u(address) },
  4: { bytes: 4, load: (address) => i32.load(address) },
};

/** Entry `index` of an array of positions. */
export const entryOf = ({ bytes, load }: Position, array: Variable, index: Code): Code =>
  load(i32.add(array.get, i32.shl(index, i32.const(bytes === 2 ? 1 : 2))));
