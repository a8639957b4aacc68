import { averagedTaps, nearestTaps, neighbourTaps, type Taps } from "./taps";
import type { PixelSize, Resize } from "./types";

/** Writes one plane [height, width], resized, into `out`. */
export type Resampler<Values> = (plane: Values, out: Values) => void;

/** Digits after the point of Pillow's weights. */
const PILLOW_BITS = 22;

/**
 * Resizes planes of bytes as Pillow does: along rows, then along columns, rounded to bytes after
 * each, with weights of 22 binary digits.
 *
 * @see Pillow, Resample.c (`ImagingResampleHorizontal_8bpc`) and Geometry.c for "nearest"
 * @example
 * byteResampler({ height: 64, width: 64 }, { height: 32, width: 32 }, "bilinear")(plane, out);
 */
export function byteResampler(
  from: PixelSize,
  to: PixelSize,
  method: Resize["method"],
): Resampler<Uint8Array> {
  const taps = (before: number, after: number) =>
    method === "nearest"
      ? nearestTaps(before, after, "pil")
      : inPillowBits(averagedTaps(before, after, method));
  const round = (sum: number) => {
    const rounded = method === "nearest" ? sum : (sum + 2 ** (PILLOW_BITS - 1)) >> PILLOW_BITS;
    return Math.max(0, Math.min(255, rounded));
  };
  const [columns, rows] = [taps(from.width, to.width), taps(from.height, to.height)];
  const between = new Uint8Array(from.height * to.width);
  return (plane, out) => {
    if (from.width === to.width) between.set(plane);
    else alongRows(plane, from.width, columns, between, round);
    if (from.height === to.height) out.set(between);
    else alongColumns(between, to.width, rows, out, round);
  };
}

/**
 * Resizes planes of floats as torch's `interpolate` does with `align_corners=False`.
 *
 * @example
 * floatResampler(size, { height: 32, width: 32 }, { method: "bicubic", antialias: true })(plane, out);
 */
export function floatResampler(
  from: PixelSize,
  to: PixelSize,
  { method, antialias }: Pick<Resize, "method" | "antialias">,
): Resampler<Float32Array> {
  const taps = (before: number, after: number) => {
    if (method === "nearest") return nearestTaps(before, after, "tensor");
    return antialias ? averagedTaps(before, after, method) : neighbourTaps(before, after, method);
  };
  const [columns, rows] = [taps(from.width, to.width), taps(from.height, to.height)];
  const between = new Float32Array(from.height * to.width);
  const same = (sum: number) => sum;
  return (plane, out) => {
    alongRows(plane, from.width, columns, between, same);
    alongColumns(between, to.width, rows, out, same);
  };
}

function inPillowBits(taps: Taps): Taps {
  const whole = (weight: number) =>
    Math.trunc(weight * 2 ** PILLOW_BITS + (weight < 0 ? -0.5 : 0.5));
  return { ...taps, weights: taps.weights.map(whole) };
}

type Round = (sum: number) => number;
type Plane = Uint8Array | Float32Array;

function alongRows(plane: Plane, stride: number, taps: Taps, out: Plane, round: Round): void {
  const { length, width, places, weights } = taps;
  for (let row = 0; row * stride < plane.length; row++) {
    for (let x = 0; x < length; x++) {
      let sum = 0;
      for (let k = x * width; k < (x + 1) * width; k++) {
        sum += plane[row * stride + places[k]] * weights[k];
      }
      out[row * length + x] = round(sum);
    }
  }
}

function alongColumns(plane: Plane, stride: number, taps: Taps, out: Plane, round: Round): void {
  const { length, width, places, weights } = taps;
  for (let y = 0; y < length; y++) {
    for (let x = 0; x < stride; x++) {
      let sum = 0;
      for (let k = y * width; k < (y + 1) * width; k++) {
        sum += plane[places[k] * stride + x] * weights[k];
      }
      out[y * stride + x] = round(sum);
    }
  }
}
