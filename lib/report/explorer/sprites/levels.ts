import { LOSSLESS, type ReadThumbnail, type SheetLayout, Sheets, sheetLayout } from "./sheets";
import { fittedSize, type Size } from "./thumbnails";

/** How large thumbnails are and how well they are kept. */
export interface Level {
  readonly layout: SheetLayout;
  /** As `Sheets` takes it. */
  readonly quality: number;
}

/** Longest sides of thumbnails, in pixels; a smaller picture stays as it is. */
const sides = [96, 64, 48, 32];
const qualities = [LOSSLESS, 90, 75, 60, 50, 40, 30, 20];
/** Keeping every pixel is worth no more of the room, and leaves no less than this of a byte. */
const [shareOfLossless, losslessShare] = [0.5, 0.1];
/** Pixels of the sample that bytes are estimated from, and the fewest pictures in it. */
const [sampledPixels, fewestSampled] = [2 ** 18, 64];

/**
 * All levels for pictures of a size, the best first: larger before better.
 *
 * @example
 * levelsOf({ width: 32, height: 32 }).length; // 8
 */
export function levelsOf(full: Size): Level[] {
  const longest = Math.max(full.width, full.height);
  const fitting = [...new Set(sides.map((side) => Math.min(side, longest)))];
  return fitting.flatMap((side) => {
    const layout = sheetLayout(fittedSize(full, side));
    return qualities.map((quality) => ({ layout, quality }));
  });
}

/**
 * Whether the pictures of a level have room, as a sample of them says.
 *
 * @param rows all rows that have a picture
 * @param bytes the room
 * @example
 * await hasRoom(rows, read, level, 6e6);
 */
export async function hasRoom(
  rows: Int32Array,
  read: ReadThumbnail,
  level: Level,
  bytes: number,
): Promise<boolean> {
  const isLossless = level.quality === LOSSLESS;
  const room = isLossless ? shareOfLossless * bytes : bytes;
  const { width, height } = level.layout;
  if (isLossless && losslessShare * 3 * width * height * rows.length > room) return false;
  return rows.length * (await bytesEach(rows, read, level)) <= room;
}

/**
 * Estimates the bytes of one picture of a level from rows spread over all.
 *
 * @param rows all rows that have a picture
 * @example
 * (await bytesEach(rows, read, level)) * rows.length; // bytes of all
 */
export async function bytesEach(
  rows: Int32Array,
  read: ReadThumbnail,
  { layout, quality }: Level,
): Promise<number> {
  const { width, height, perSheet } = layout;
  const wanted = Math.max(fewestSampled, Math.floor(sampledPixels / (width * height)));
  const count = Math.min(rows.length, perSheet, wanted);
  const sample = Array.from(
    { length: count },
    (_, i) => rows[Math.floor((i * rows.length) / count)],
  );
  return (await new Sheets(read, layout).encoded(sample, quality)).length / count;
}
