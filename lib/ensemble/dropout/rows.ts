import type { Matrix } from "../../numeric/arrays";

/** Rows of float32 numbers, row-major. */
export interface FloatRows {
  readonly data: Float32Array;
  readonly cols: number;
}

/** A matrix rounded to float32. */
export function floatRows({ data, cols }: Matrix): FloatRows {
  return { data: Float32Array.from(data), cols };
}
