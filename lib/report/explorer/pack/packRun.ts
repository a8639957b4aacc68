import type { ExplorerRun } from "../explorerRun";
import { fourDigits } from "./fourDigits";
import type { Header } from "./pageRun";
import { ARRAYS, type ArrayKind, type PackedArray, toPlanes } from "./planes";
import { ranked } from "./ranked";

/**
 * A run as bytes: the length of the header, the header (JSON), then the columns, each in planes. What
 * {@link unpackRun} reads.
 *
 * @example
 * deflateSync(packRun(run)).toString("base64");
 */
export function packRun(run: ExplorerRun): Uint8Array {
  const arrays = arraysOf(run);
  const { name, ids, publicRows, classes, chosen, notes, neighbours, images } = run;
  const header: Header = {
    ...{ name, ids, publicRows, classes, chosen, notes },
    attacks: run.attacks.map(({ name, protocol }) => ({ name, protocol })),
    features: run.features.map((column) => column.name),
    views: run.views.map((column) => column.name),
    references: run.references !== null,
    neighbours: neighbours && { count: neighbours.count, measure: neighbours.measure },
    images: images && {
      width: images.width,
      height: images.height,
      perLine: images.perLine,
      perSheet: images.perSheet,
      mediaType: images.mediaType,
      sheets: images.sheets.length,
    },
    arrays: arrays.map((array) => [kindOf(array), array.length]),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  return Buffer.concat([Uint32Array.of(text.length), text, ...arrays.map(toPlanes)].map(bytesOf));
}

/** In the order in which `unpackRun` takes them. */
function arraysOf(run: ExplorerRun): PackedArray[] {
  return [
    ...[run.labels, run.predicted, run.membership, run.pValues, run.flags],
    ...run.attacks.flatMap(({ scores, judges }) => {
      const { ranks, values } = ranked(scores);
      return [ranks, values, judges];
    }),
    ...[...run.features, ...run.views].map(({ values }) => fourDigits(values)),
    ...(run.references ? [run.references.with, run.references.without].map(fourDigits) : []),
    ...(run.neighbours ? [run.neighbours.rows] : []),
    ...(run.images ? [run.images.places] : []),
  ];
}

function kindOf(array: PackedArray): ArrayKind {
  const kinds = Object.keys(ARRAYS) as ArrayKind[];
  return kinds.find((kind) => array instanceof ARRAYS[kind])!;
}

const bytesOf = (array: Uint32Array | Uint8Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
