import { readArray } from "../../../files";
import { failOf } from "./fail";

/** Truth values by model and row: 1 in, 0 out. */
export interface Mask {
  readonly models: number;
  readonly rows: number;
  /** [models, rows], row-major. */
  readonly values: Uint8Array;
}

/**
 * Reads which models were trained on which rows, [models, rows] or turned.
 *
 * @param wanted models and rows, where the outputs say them: what settles which way round the mask is
 * @throws InputError if it is no such array, or holds anything but 0 and 1
 * @example
 * readMask("in_mask.npy", { models: 16, rows: 50000 }).values[0]; // 1: model 0 was trained on row 0
 */
export function readMask(file: string, wanted: { models: number; rows: number }): Mask {
  const fail = failOf(file);
  const { models, rows } = wanted;
  const { values, shape } = readArray(file);
  const straight = shape.length === 2 && shape[0] === models && shape[1] === rows;
  const turned = shape.length === 2 && shape[0] === rows && shape[1] === models;
  if (!straight && !turned) return fail(`shape [${shape}]`, `[${models},${rows}], models by rows`);
  const out = new Uint8Array(models * rows);
  for (let m = 0; m < models; m++) {
    for (let row = 0; row < rows; row++) {
      const value = straight ? values[m * rows + row] : values[row * models + m];
      if (value !== 0 && value !== 1) fail(`${value} for model ${m}, row ${row}`, "0 or 1");
      out[m * rows + row] = value;
    }
  }
  return { models, rows, values: out };
}
