import { InputError, nearestName, STORED_VALUES } from "../../files";
import {
  AS_STORED,
  type PixelSize,
  type Preprocessing,
  RESIZE_METHODS,
  type Resize,
} from "./types";

const KEYS = Object.keys(AS_STORED);
const RESIZE_KEYS = ["size", "method", "antialias"];
const LARGEST_SIDE = 4096;

/**
 * Understands declared preprocessing: a JSON object with any of the keys of {@link Preprocessing}.
 * `resize` may be a size alone (32, or [height, width]), which is bilinear and antialiased.
 *
 * @param where what a message names: "parameter preprocessing" or the file
 * @throws InputError for an unknown key (with the nearest known one) or a value that does not fit
 * @example
 * parsePreprocessing({ resize: 32 }, "parameter preprocessing").resize;
 * // { size: 32, method: "bilinear", antialias: true }
 */
export function parsePreprocessing(value: unknown, where: string): Preprocessing {
  const fail = (name: string, found: unknown, expected: string): never => {
    throw new InputError(where, `${name} ${JSON.stringify(found)}`, expected);
  };
  const given = asObject(value, KEYS, where);
  const words = <Word extends string>(name: string, known: readonly Word[]): Word | null => {
    const word = given[name] ?? null;
    if (word === null || known.includes(word as Word)) return word as Word | null;
    return fail(name, word, `one of ${known.join(", ")}`);
  };
  const numbers = (name: string): readonly number[] | null => {
    const list = given[name] ?? null;
    if (list === null) return null;
    if (Array.isArray(list) && list.every(Number.isFinite)) return list;
    return fail(name, list, "a list of numbers, one a channel");
  };
  const [mean, std] = [numbers("mean"), numbers("std")];
  if ((mean === null) !== (std === null)) {
    return fail(mean === null ? "mean" : "std", null, "mean and std, or neither");
  }
  const scale = given.scale ?? 1;
  if (!(typeof scale === "number" && scale > 0 && Number.isFinite(scale))) {
    return fail("scale", scale, "a number above 0, such as 1 or 255");
  }
  const crop = given.centerCrop ?? null;
  const preprocessing: Preprocessing = {
    values: words("values", STORED_VALUES),
    input: words("input", ["pil", "tensor"]),
    resize: resizeOf(given.resize ?? null, where, fail),
    centerCrop: crop === null ? null : bothSides(sizeOf("centerCrop", crop, fail)),
    channels: words("channels", ["RGB", "BGR"]) ?? "RGB",
    scale,
    mean,
    std,
  };
  const { input, resize } = preprocessing;
  if (input === "pil" && resize !== null && !resize.antialias && resize.method !== "nearest") {
    return fail("antialias", false, 'true with input "pil": Pillow always averages');
  }
  return preprocessing;
}

/** A side alone as a square. */
function bothSides(size: number | PixelSize): PixelSize {
  return typeof size === "number" ? { height: size, width: size } : size;
}

type Complain = (name: string, found: unknown, expected: string) => never;

function resizeOf(value: unknown, where: string, fail: Complain): Resize | null {
  if (value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) {
    return { size: sizeOf("resize", value, fail), method: "bilinear", antialias: true };
  }
  const given = asObject(value, RESIZE_KEYS, `${where}, resize`);
  const { size, method = "bilinear", antialias = true } = given;
  const known = RESIZE_METHODS.find((one) => one === method);
  if (known === undefined) {
    return fail("resize method", method, `one of ${RESIZE_METHODS.join(", ")}`);
  }
  if (typeof antialias !== "boolean") return fail("antialias", antialias, "true or false");
  return { size: sizeOf("resize size", size, fail), method: known, antialias };
}

function sizeOf(name: string, value: unknown, fail: Complain): number | PixelSize {
  const isSide = (side: unknown): side is number =>
    Number.isInteger(side) && (side as number) >= 1 && (side as number) <= LARGEST_SIDE;
  if (isSide(value)) return value;
  if (Array.isArray(value) && value.length === 2 && value.every(isSide)) {
    return { height: value[0], width: value[1] };
  }
  return fail(name, value, `a side of 1 to ${LARGEST_SIDE} pixels, or [height, width]`);
}

/** An object with none but known keys. */
function asObject(
  value: unknown,
  known: readonly string[],
  where: string,
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = JSON.stringify(value) ?? "nothing";
    throw new InputError(where, found, `an object with any of ${known.join(", ")}`);
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, known);
    const hint = nearest === null ? "" : ` (did you mean ${nearest}?)`;
    throw new InputError(where, `"${unknown}"${hint}`, `any of ${known.join(", ")}`);
  }
  return value as Record<string, unknown>;
}
