import { type MapSize, type WindowShape, windowedSize } from "../../network";

/**
 * Which input positions each output position sees, as tables of row numbers. A map of P positions
 * has rows 0 to P - 1; row P stands for padding.
 */
export interface Windows {
  readonly input: MapSize;
  readonly output: MapSize;
  /** Cells of the kernel (row-major) that see the map from anywhere; the others see padding only. */
  readonly taps: readonly number[];
  /** [outputs, taps]: the input row that a tap sees. */
  readonly gather: Int32Array;
  /** [inputs, overlap]: the rows of `gather` that see an input row, filled up with its length. */
  readonly scatter: Int32Array;
  /** Most windows that one input position lies in. */
  readonly overlap: number;
  /** [inputs, taps]: the output row that sees an input row through a tap; null but for stride 1. */
  readonly mirrored: Int32Array | null;
}

/**
 * Tables for a window that moves over a map: forward (im2col), backward (col2im as a gather, so
 * that no two threads write one place), and mirrored, by which a convolution of stride 1 has an
 * input gradient that is again a convolution.
 *
 * @throws RangeError if the window does not fit the padded map
 * @example
 * windowsOf({ height: 1, width: 1 }, { kernel: 3, stride: 1, padding: 1 }).taps; // [4]
 */
export function windowsOf(input: MapSize, shape: WindowShape): Windows {
  const { kernel } = shape;
  const output = windowedSize(input, shape);
  const outputs = output.height * output.width;
  const inputs = input.height * input.width;
  const seen = (row: number, tap: number) => seenRow(input, output, shape, row, tap);
  const rows = Array.from({ length: outputs }, (_, row) => row);
  const taps = Array.from({ length: kernel * kernel }, (_, tap) => tap).filter((tap) =>
    rows.some((row) => seen(row, tap) < inputs),
  );
  const gather = Int32Array.from(rows.flatMap((row) => taps.map((tap) => seen(row, tap))));
  const windows = { input, output, taps, gather, ...scatterOf(gather, inputs) };
  return { ...windows, mirrored: shape.stride === 1 ? mirroredOf(windows, inputs) : null };
}

/** Whether a table takes every row once and in order, so that nothing has to move. */
export function isIdentity(table: Int32Array, rows: number): boolean {
  return table.length === rows && table.every((row, i) => row === i);
}

function seenRow(
  { height, width }: MapSize,
  output: MapSize,
  { kernel, stride, padding }: WindowShape,
  row: number,
  tap: number,
): number {
  const y = Math.floor(row / output.width) * stride - padding + Math.floor(tap / kernel);
  const x = (row % output.width) * stride - padding + (tap % kernel);
  return y >= 0 && y < height && x >= 0 && x < width ? y * width + x : height * width;
}

function scatterOf(gather: Int32Array, inputs: number): Pick<Windows, "scatter" | "overlap"> {
  const seenBy: number[][] = Array.from({ length: inputs }, () => []);
  gather.forEach((row, place) => {
    if (row < inputs) seenBy[row].push(place);
  });
  const overlap = seenBy.reduce((most, places) => Math.max(most, places.length), 1);
  const scatter = new Int32Array(inputs * overlap).fill(gather.length);
  seenBy.forEach((places, row) => {
    scatter.set(places, row * overlap);
  });
  return { scatter, overlap };
}

function mirroredOf({ gather, taps }: Pick<Windows, "gather" | "taps">, inputs: number) {
  const outputs = gather.length / taps.length;
  const mirrored = new Int32Array(inputs * taps.length).fill(outputs);
  gather.forEach((row, place) => {
    const tap = place % taps.length;
    if (row < inputs) mirrored[row * taps.length + tap] = Math.floor(place / taps.length);
  });
  return mirrored;
}
