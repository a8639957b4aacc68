import type { ImageSource } from "../../../files";
import { breathe } from "../../../numeric/interruption";
import type { ExplorerImages } from "../explorerRun";
import { bytesEach, hasRoom, type Level, levelsOf } from "./levels";
import { rowsWithPictures } from "./rowsWithPictures";
import { mediaTypeOf, type ReadThumbnail, Sheets } from "./sheets";
import { thumbnailsOf } from "./thumbnails";

/** Images of rows that follow each other in a run. */
export interface PicturedSet {
  readonly images: ImageSource;
  /** The run's row that the first image belongs to. */
  readonly start: number;
}

export interface SpriteOptions {
  /** Of all rows of the run, high = exposed: whom a page without room for all shows. */
  readonly exposure: Float64Array;
  /** Bytes that all sheets together may take, before base64. */
  readonly bytes: number;
  /** Of the sample that is shown where not all can be. */
  readonly seed: number;
}

/** The sheets, and what was left out of them, a sentence each. */
export interface Sprites {
  readonly images: ExplorerImages;
  readonly notes: readonly string[];
}

/** From here down compression shows. */
const plainQuality = 40;
/** Where not all pictures have room, those that have are worth looking at. */
const qualityOfSome = 60;
/** An estimate may be wrong by so much. */
const margin = 0.95;
/** Encoded beside each other, each in a thread of libuv. */
const atOnce = 3;

/**
 * Packs the pictures of a run on sheets, as large and as good as there is room for; where small ones
 * of all rows have no room, those of the most and the least exposed rows and of a sample.
 *
 * @param sets at least one
 * @throws as `ImageSource.readBytes`
 * @example
 * await sprites([{ images: dataset.images, start: 0 }], { exposure, bytes: 6e6, seed: 42 });
 */
export async function sprites(
  sets: readonly PicturedSet[],
  { exposure, bytes, seed }: SpriteOptions,
): Promise<Sprites> {
  const [{ images: full }] = sets;
  const rows = rowsOf(sets);
  const levels = levelsOf(full);
  for (const level of levels) {
    if (!(await hasRoom(rows, readerOf(sets, level), level, bytes))) continue;
    const images = await drawn(sets, rows, level, exposure.length);
    if (sizeOf(images) > bytes) continue;
    return { images, notes: levelNotes(full, level) };
  }
  const level = { ...levels[levels.length - 1], quality: qualityOfSome };
  const each = await bytesEach(rows, readerOf(sets, level), level);
  const among = Float64Array.from(rows, (row) => exposure[row]);
  const most = (room: number) => Math.max(1, Math.floor(room));
  for (let count = Math.min(rows.length, most((margin * bytes) / each)); ; ) {
    const some = rowsWithPictures(among, count, seed).map((at) => rows[at]);
    const images = await drawn(sets, some, level, exposure.length);
    const size = sizeOf(images);
    if (size > bytes && count > 1) {
      count = most((margin * count * bytes) / size);
      continue;
    }
    const note = `Pictures of ${count} of ${rows.length} rows, for want of room: the most exposed, the least exposed, and a sample of those between.`;
    return { images, notes: [note, ...levelNotes(full, level)] };
  }
}

function rowsOf(sets: readonly PicturedSet[]): Int32Array {
  return Int32Array.from(
    sets.flatMap(({ images, start }) => Array.from({ length: images.count }, (_, i) => start + i)),
  );
}

function readerOf(sets: readonly PicturedSet[], { layout }: Level): ReadThumbnail {
  const readers = sets.map(({ images, start }) => {
    return { start, end: start + images.count, read: thumbnailsOf(images, layout) };
  });
  return (row, out, corner, stride) => {
    const own = readers.find(({ start, end }) => row >= start && row < end);
    own?.read(row - own.start, out, corner, stride);
  };
}

/** @param count rows of the run */
async function drawn(
  sets: readonly PicturedSet[],
  rows: Int32Array,
  level: Level,
  count: number,
): Promise<ExplorerImages> {
  const { layout, quality } = level;
  const drawing = new Sheets(readerOf(sets, level), layout);
  const sheets: string[] = [];
  const pending: Promise<Buffer>[] = [];
  const encoded = async () => {
    for (const sheet of await Promise.all(pending.splice(0, 1))) {
      sheets.push(sheet.toString("base64"));
    }
  };
  for (let start = 0; start < rows.length; start += layout.perSheet) {
    if (pending.length === atOnce) await encoded();
    const onSheet = rows.subarray(start, start + layout.perSheet);
    pending.push(drawing.encoded(onSheet, quality));
    await breathe();
  }
  while (pending.length > 0) await encoded();
  return { ...layout, sheets, mediaType: mediaTypeOf(quality), places: placesOf(rows, count) };
}

function placesOf(rows: Int32Array, count: number): Int32Array {
  const places = new Int32Array(count).fill(-1);
  rows.forEach((row, place) => {
    places[row] = place;
  });
  return places;
}

/** Bytes before base64. */
function sizeOf({ sheets }: ExplorerImages): number {
  return sheets.reduce((sum, sheet) => sum + 0.75 * sheet.length, 0);
}

function levelNotes(full: Pick<ImageSource, "width" | "height">, level: Level): string[] {
  const { width, height } = level.layout;
  const isSmaller = width < full.width || height < full.height;
  return [
    ...(isSmaller
      ? [`Pictures are scaled from ${full.width} x ${full.height} to ${width} x ${height} pixels.`]
      : []),
    ...(level.quality < plainQuality
      ? [`Pictures are compressed more than the eye would like (JPEG, quality ${level.quality}).`]
      : []),
  ];
}
