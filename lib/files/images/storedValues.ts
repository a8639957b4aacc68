import type { Fail } from "../formats/pickle/values";
import { type DType, isFloating } from "../formats/tensor/dtype";
import type { ValueRange } from "./valueRange";

/** What the numbers of stored images can mean. */
export const STORED_VALUES = ["0-1", "0-255", "normalised"] as const;

/** "0-1" and "0-255" are intensities, "normalised" is what the network takes. */
export type StoredValues = (typeof STORED_VALUES)[number];

/** What was settled, whether bytes hold it, and what there is to say about it. */
export interface SettledValues {
  readonly values: StoredValues;
  /** Whether the values are read through bytes, as the published code does, and lose nothing meant. */
  readonly asBytes: boolean;
  readonly notes: readonly string[];
}

/** Resampling goes beyond black and white by so much, and no normalisation by so little. */
const OVERSHOOT = 0.25;
/** Nothing normalised lies farther out. */
const FARTHEST_NORMALISED = 20;

/**
 * Settles what stored values mean, by what they are and never by clipping them:
 *
 * | values | read as |
 * |---|---|
 * | 0 to 1 | intensities, through bytes |
 * | whole, 0 to 255 | bytes |
 * | not whole, 0 to 255 and above 20 | divided by 255 |
 * | -.25 to 1.25 | intensities that overshoot, as they are |
 * | -20 to 20, some below 0 | normalised, as they are |
 *
 * @param declared what somebody says they mean, which then counts; null: settle it
 * @throws InputError through `fail` if they fit none of these
 * @example
 * settleValues({ min: -1, max: 1, whole: false }, "float32", null, fail).values; // "normalised"
 */
export function settleValues(
  range: ValueRange,
  dtype: DType,
  declared: StoredValues | null,
  fail: Fail,
): SettledValues {
  const { min, max, whole } = range;
  const shown = `image values from ${min} to ${max}`;
  const settled = (values: StoredValues, asBytes: boolean, note?: string): SettledValues => {
    return { values, asBytes, notes: note === undefined ? [] : [`${shown}${note}`] };
  };
  const inBytes = whole && min >= 0 && max <= 255;
  if (declared === "normalised") return settled("normalised", false, ": normalised, as declared");
  if (declared === "0-255") {
    return settled("0-255", inBytes, inBytes ? undefined : ": divided by 255, as declared");
  }
  if (declared === "0-1") {
    const inside = min >= 0 && max <= 1;
    return settled("0-1", inside, inside ? undefined : ": intensities as they are, as declared");
  }
  if (dtype === "uint8") return settled("0-255", true);
  if (min >= 0 && max <= 1) return settled("0-1", true);
  if (inBytes) {
    const note = isFloating(dtype) ? ", all whole: read as bytes" : undefined;
    return settled("0-255", true, note);
  }
  if (min >= 0 && max <= 255 && max > FARTHEST_NORMALISED) {
    return settled("0-255", false, ", not all whole: divided by 255, not rounded to bytes");
  }
  if (min >= -OVERSHOOT && max <= 1 + OVERSHOOT) {
    return settled("0-1", false, ": intensities that overshoot 0 to 1, taken as they are");
  }
  if (min < 0 && min >= -FARTHEST_NORMALISED && max <= FARTHEST_NORMALISED) {
    return settled("normalised", false, ": taken as normalised already, not normalised again");
  }
  return fail(
    shown,
    `0 to 1, 0 to 255 or normalised, or what they mean as preprocessing {"values": ${STORED_VALUES.map((known) => `"${known}"`).join(" | ")}}`,
  );
}
