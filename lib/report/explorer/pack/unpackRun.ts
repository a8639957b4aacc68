import type { Header, PageRun } from "./pageRun";
import { ARRAYS, type ArrayKind, fromPlanes, type PackedArray } from "./planes";

/**
 * A run out of the bytes that `packRun` wrote.
 *
 * @example
 * unpackRun(packRun(run)).attacks[0].ranks;
 */
export function unpackRun(bytes: Uint8Array): PageRun {
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))) as Header;
  const next = readerOf(header, bytes, start);
  const named = (name: string) => ({ name, values: next<Float32Array>() });
  const { arrays: _, ...rest } = header;
  return {
    ...rest,
    labels: next<Int16Array>(),
    predicted: next<Int16Array>(),
    membership: next<Int8Array>(),
    pValues: next<Float32Array>(),
    flags: next<Uint8Array>(),
    attacks: header.attacks.map((attack) => ({
      ...attack,
      ranks: next<Int32Array>(),
      values: next<Float32Array>(),
      judges: next<Uint8Array>(),
    })),
    features: header.features.map(named),
    views: header.views.map(named),
    references: header.references
      ? { with: next<Float32Array>(), without: next<Float32Array>() }
      : null,
    neighbours: header.neighbours && { ...header.neighbours, rows: next<Int32Array>() },
    images: header.images && { ...header.images, places: next<Int32Array>() },
  };
}

/** Gives one array after the other. */
function readerOf({ arrays }: Header, bytes: Uint8Array, start: number) {
  let at = start;
  let index = 0;
  return <Kind extends PackedArray>(): Kind => {
    const [kind, length] = arrays[index++];
    const end = at + length * ARRAYS[kind as ArrayKind].BYTES_PER_ELEMENT;
    const array = fromPlanes(kind as ArrayKind, bytes.subarray(at, end));
    at = end;
    return array as Kind;
  };
}
