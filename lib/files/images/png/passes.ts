import type { PngHeader } from "./header";

/** A part of a PNG picture that is stored as a picture of its own. */
export interface Pass {
  /** Column and row of its first pixel. */
  readonly left: number;
  readonly top: number;
  /** Columns and rows from one pixel to the next. */
  readonly across: number;
  readonly down: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a row without the filter's number in front. */
  readonly rowBytes: number;
}

const WHOLE = [[0, 0, 1, 1]] as const;
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * The parts in the order in which they are stored: one, or the seven of Adam7 less those without
 * pixels (PNG, third edition, section 8).
 *
 * @example
 * passesOf({ width: 4, height: 4, interlaced: true, ... }).length; // 5
 */
export function passesOf(header: PngHeader): Pass[] {
  const bits = header.depth * header.channels;
  return (header.interlaced ? ADAM7 : WHOLE)
    .map(([left, top, across, down]) => {
      const width = Math.ceil((header.width - left) / across);
      const height = Math.ceil((header.height - top) / down);
      return { left, top, across, down, width, height, rowBytes: Math.ceil((width * bits) / 8) };
    })
    .filter(({ width, height }) => width > 0 && height > 0);
}
