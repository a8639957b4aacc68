import type { ResizeMethod } from "./types";

/** What one place of a line is made of, after resizing: weighted places of the line before. */
export interface Taps {
  readonly length: number;
  /** Places that each new place is made of, at most. */
  readonly width: number;
  /** [length, width]: places of the line before. */
  readonly places: Int32Array;
  /** [length, width]; 0 where there are fewer. */
  readonly weights: Float64Array;
}

/** Half the width of a filter, and its height at a distance. */
interface Filter {
  readonly support: number;
  height(distance: number): number;
}

const triangle: Filter = { support: 1, height: (x) => Math.max(0, 1 - Math.abs(x)) };
/** Keys' cubic convolution, of -1/2 as Pillow has it and torch where it averages, else of -3/4. */
const cubic = (a: number): Filter => ({
  support: 2,
  height(distance) {
    const x = Math.abs(distance);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  },
});

/**
 * Pillow's resampling, and torch's with `antialias`: the filter is widened where a line shrinks, and
 * what lies outside the line is left out.
 *
 * @see Pillow, Resample.c; torch, UpSampleKernel.cpp (`upsample_bilinear2d_aa`)
 * @example
 * averagedTaps(64, 32, "bilinear").width; // 4: a triangle over four pixels
 */
export function averagedTaps(
  from: number,
  to: number,
  method: Exclude<ResizeMethod, "nearest">,
): Taps {
  const filter = method === "bilinear" ? triangle : cubic(-0.5);
  const step = from / to;
  const widened = Math.max(step, 1);
  const support = filter.support * widened;
  const taps = emptyTaps(to, Math.ceil(support) * 2 + 1);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * step;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    const heights = Array.from({ length: end - first }, (_, k) =>
      filter.height((first + k - centre + 0.5) / widened),
    );
    const sum = heights.reduce((total, height) => total + height, 0);
    heights.forEach((height, k) => {
      taps.places[i * taps.width + k] = first + k;
      taps.weights[i * taps.width + k] = height / sum;
    });
  }
  return taps;
}

/**
 * torch's interpolation without `antialias`: two or four neighbours whatever the step, and the
 * outermost stand for those beyond.
 *
 * @example
 * neighbourTaps(2, 4, "bilinear").weights; // 1 0, .75 .25, .25 .75, 1 0
 */
export function neighbourTaps(
  from: number,
  to: number,
  method: Exclude<ResizeMethod, "nearest">,
): Taps {
  const filter = method === "bilinear" ? triangle : cubic(-0.75);
  const taps = emptyTaps(to, 2 * filter.support);
  for (let i = 0; i < to; i++) {
    const exact = ((i + 0.5) * from) / to - 0.5;
    const place = method === "bilinear" ? Math.max(0, exact) : exact;
    const first = Math.floor(place) - filter.support + 1;
    for (let k = 0; k < taps.width; k++) {
      taps.places[i * taps.width + k] = Math.min(from - 1, Math.max(0, first + k));
      taps.weights[i * taps.width + k] = filter.height(place - first - k);
    }
  }
  return taps;
}

/**
 * The nearest place. Pillow looks from the middle of each new pixel, torch from its left end.
 *
 * @example
 * nearestTaps(4, 2, "pil").places; // 1, 3
 * nearestTaps(4, 2, "tensor").places; // 0, 2
 */
export function nearestTaps(from: number, to: number, input: "pil" | "tensor"): Taps {
  const taps = emptyTaps(to, 1);
  const step = input === "pil" ? from / to : Math.fround(from / to);
  let middle = step / 2;
  for (let i = 0; i < to; i++) {
    const place = input === "pil" ? middle : Math.fround(i * step);
    taps.places[i] = Math.min(from - 1, Math.floor(place));
    taps.weights[i] = 1;
    middle += step; // added up as Pillow does, with its rounding
  }
  return taps;
}

function emptyTaps(length: number, width: number): Taps {
  const places = new Int32Array(length * width);
  return { length, width, places, weights: new Float64Array(length * width) };
}
