import type { Step } from "./step";

/**
 * Moved by whole pixels; what comes in from outside is black. It is the crop that training takes
 * from an image padded with zeros, at the place that moves it so.
 *
 * @param dx pixels to the right, negative to the left; smaller than the image's width
 * @param dy pixels down, negative up; smaller than the image's height
 * @throws RangeError if a shift is no whole number, or (from `check`) as large as the image, of which
 *   nothing would be left
 * @example
 * shift(-2, 0).name; // "shift(-2,0)"
 */
export function shift(dx: number, dy: number): Step {
  const name = `shift(${dx},${dy})`;
  if (!Number.isInteger(dx) || !Number.isInteger(dy)) {
    throw new RangeError(`view: found ${name}, expected whole pixels`);
  }
  return {
    name,
    turns: false,
    check({ height, width }) {
      if (Math.abs(dx) < width && Math.abs(dy) < height) return;
      throw new RangeError(
        `view: found ${name}, expected less than the image's ${width} x ${height} pixels`,
      );
    },
    change(from, to, { channels, height, width }) {
      to.fill(0, 0, channels * height * width);
      const first = Math.max(0, -dx);
      const end = width - Math.max(0, dx);
      for (let channel = 0; channel < channels; channel++) {
        for (let y = Math.max(0, -dy); y < height - Math.max(0, dy); y++) {
          const source = (channel * height + y) * width;
          const target = source + dy * width + first + dx;
          to.set(from.subarray(source + first, source + end), target);
        }
      }
    },
  };
}
