import { readFileSync } from "node:fs";
import path from "node:path";
import type { ImageSource } from "../../lib/files";
import { parsePreprocessing, prepareImages } from "../../lib/inference/preprocessing";

/** One resize of the fixture, as torchvision did it. */
export interface ResizeCase {
  readonly method: string;
  readonly size: number | [number, number];
  readonly what: string;
  readonly shape: readonly number[];
  readonly input: "pil" | "tensor";
  readonly antialias: boolean;
  /** Base64: bytes, or float32. */
  readonly bytes?: string;
  readonly floats?: string;
}

/** As test/fixtures/inference/resize/make_resize.py wrote it. */
export const resizeFixture: {
  readonly stored: string;
  readonly shape: readonly [number, number, number];
  readonly cases: readonly ResizeCase[];
  readonly crops: readonly { readonly size: [number, number]; readonly bytes: string }[];
} = JSON.parse(
  readFileSync(path.join(__dirname, "../fixtures/inference/resize/resize.json"), "utf8"),
);

const stored = Buffer.from(resizeFixture.stored, "base64");
const [channels, height, width] = resizeFixture.shape;

/** The fixture's image. */
export const resizeImages: ImageSource = {
  count: 1,
  channels,
  height,
  width,
  readBytes: (_start, _count, out) => out.set(stored),
};

/**
 * How far our resize is from torchvision's: in bytes where Pillow did it, else in floats.
 *
 * @throws RangeError if the sizes differ
 */
export function resizeDistance(one: ResizeCase): number {
  const { input, size, method, antialias, shape, bytes, floats } = one;
  const declared = parsePreprocessing({ input, resize: { size, method, antialias } }, "test");
  const prepared = prepareImages(resizeImages, declared, "test");
  const found = [prepared.channels, prepared.height, prepared.width];
  if (`${found}` !== `${shape}`) throw new RangeError(`found ${found}, expected ${shape}`);
  const values = found.reduce((product, side) => product * side, 1);
  const theirs = Buffer.from(bytes ?? floats ?? "", "base64");
  if (bytes !== undefined) {
    const out = new Uint8Array(values);
    prepared.readBytes(0, 1, out);
    return largestDifference(out, theirs);
  }
  const out = new Float32Array(values);
  prepared.floats?.read(0, 1, out);
  const start = theirs.byteOffset;
  return largestDifference(out, new Float32Array(theirs.buffer.slice(start, start + 4 * values)));
}

function largestDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) throw new RangeError(`${one.length} and ${other.length} values`);
  return Array.from(one).reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);
}

/** A row for each way to resize: sizes, and the largest distance over them. */
export function resizeRows(): Readonly<Record<string, unknown>>[] {
  const byWay = new Map<string, ResizeCase[]>();
  for (const one of resizeFixture.cases) {
    const way = `${one.method}, ${one.input}, ${one.antialias ? "averaged" : "not averaged"}`;
    byWay.set(way, [...(byWay.get(way) ?? []), one]);
  }
  return [...byWay].map(([way, cases]) => ({
    resize: way,
    from: `${height} x ${width}`,
    to: cases.map(({ shape: [, high, wide] }) => `${high} x ${wide}`).join(", "),
    kind: cases[0].bytes === undefined ? "floats" : "bytes",
    distance: Math.max(...cases.map(resizeDistance)).toExponential(1),
    allowed: cases[0].bytes === undefined ? "1e-5" : "1",
  }));
}
