import type { ImageSource } from "../../files";
import type { MapSize } from "../../network";
import { chosenRows } from "../chosenRows";
import { viewOf } from "../views/viewOf";

/** Rows that are looked at, in every view. */
const ROWS = 256;

/** Views whose values reach as far as those of the others do. */
const VIEWS = ["plain", "brightness(1.3)", "noise(0.05)", "rotate90"];

/** In small images nothing would be left of a shift. */
const SHIFT = { name: "shift(4,-4)", smallest: 8 };

/**
 * The images by which ranges are found: rows spread evenly over all, as they are and in some views, those of one size.
 *
 * @throws RangeError if there are none of that size
 * @example
 * calibrationImages(dataset.images, { height: 32, width: 32 }).length; // 5
 */
export function calibrationImages(images: ImageSource, size: MapSize): ImageSource[] {
  const some = chosenRows(images, evenRows(images.count, ROWS, 0));
  const shifted = Math.min(images.height, images.width) >= SHIFT.smallest ? [SHIFT.name] : [];
  const found = [...VIEWS, ...shifted]
    .map((view) => viewOf(some, view))
    .filter(({ height, width }) => height === size.height && width === size.width);
  if (found.length > 0) return found;
  const [own, wanted] = [images, size].map(({ height, width }) => `${height} x ${width}`);
  throw new RangeError(`images to find ranges by: found ${own}, expected ${wanted} or that turned`);
}

/**
 * Row numbers spread evenly over all rows.
 *
 * @param most that are taken
 * @param place of each in its stretch of rows, from 0 to below 1
 * @example
 * evenRows(10, 2, 0.5); // Int32Array [2, 7]
 */
export function evenRows(rows: number, most: number, place: number): Int32Array {
  const count = Math.min(rows, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor(((i + place) * rows) / count));
}
