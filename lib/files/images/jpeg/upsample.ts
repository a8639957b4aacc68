import type { Plane } from "./plane";

/**
 * A plane with so many samples across and down for each: weighted 3 to 1 with the nearest
 * neighbour for a factor of 2 (libjpeg's "fancy upsampling", which Pillow uses), else repeated.
 *
 * @param across 1, 2, 3 or 4
 * @param down 1, 2, 3 or 4
 * @example
 * upsampled(chroma, 2, 2).width; // 2 * chroma.width
 */
export function upsampled(plane: Plane, across: number, down: number): Plane {
  // libjpeg repeats the samples of rows so narrow.
  const wide = plane.width > 2;
  if (across === 1 && down === 1) return plane;
  if (across === 2 && down === 1 && wide) return doubled(plane);
  if (across === 2 && down === 2 && wide) return doubledBoth(plane);
  if (across === 1 && down === 2) return doubledDown(plane);
  return repeated(plane, across, down);
}

function empty({ width, height }: Plane, across: number, down: number): Plane {
  const samples = new Uint8ClampedArray(width * across * height * down);
  return { width: width * across, height: height * down, stride: width * across, samples };
}

function repeated(plane: Plane, across: number, down: number): Plane {
  const out = empty(plane, across, down);
  for (let y = 0; y < out.height; y++) {
    const row = Math.floor(y / down) * plane.stride;
    for (let x = 0; x < out.width; x++) {
      out.samples[y * out.stride + x] = plane.samples[row + Math.floor(x / across)];
    }
  }
  return out;
}

function doubled(plane: Plane): Plane {
  const out = empty(plane, 2, 1);
  for (let y = 0; y < plane.height; y++) {
    const at = (x: number) => plane.samples[y * plane.stride + x];
    spread(plane.width, at, out.samples, y * out.stride, 2, 1, 2);
  }
  return out;
}

function doubledBoth(plane: Plane): Plane {
  const out = empty(plane, 2, 2);
  for (let y = 0; y < out.height; y++) {
    const [near, far] = neighbours(plane, y);
    const at = (x: number) => 3 * plane.samples[near + x] + plane.samples[far + x];
    spread(plane.width, at, out.samples, y * out.stride, 4, 8, 7);
  }
  return out;
}

function doubledDown(plane: Plane): Plane {
  const out = empty(plane, 1, 2);
  for (let y = 0; y < out.height; y++) {
    const [near, far] = neighbours(plane, y);
    const bias = 1 + (y % 2);
    for (let x = 0; x < plane.width; x++) {
      const sum = 3 * plane.samples[near + x] + plane.samples[far + x] + bias;
      out.samples[y * out.stride + x] = sum >> 2;
    }
  }
  return out;
}

/** Where the row of a doubled row begins, and where its other neighbour; at an edge the same. */
function neighbours({ height, stride }: Plane, y: number): [number, number] {
  const near = y >> 1;
  const far = Math.min(height - 1, Math.max(0, y % 2 === 0 ? near - 1 : near + 1));
  return [near * stride, far * stride];
}

/**
 * Doubles a row: each value weighted 3 to 1 with its left and its right neighbour, halves rounded
 * by `left` and `right` in turn. `bits` of the sum fall away.
 */
function spread(
  width: number,
  at: (x: number) => number,
  out: Uint8ClampedArray,
  start: number,
  bits: number,
  left: number,
  right: number,
): void {
  for (let x = 0; x < width; x++) {
    const value = at(x);
    const before = x > 0 ? at(x - 1) : value;
    const after = x < width - 1 ? at(x + 1) : value;
    out[start + 2 * x] = (3 * value + before + left) >> bits;
    out[start + 2 * x + 1] = (3 * value + after + right) >> bits;
  }
}
