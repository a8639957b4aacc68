import path from "node:path";
import { firstNotFinite, InputError, readCheckpoint } from "../../../files";
import { readHashed, writeAtomically, writeJson } from "../../../files/outputs";
import { openEngine, viewLogits } from "../../../inference";
import {
  describeReference,
  phiOf,
  type ReferenceReading,
  storedByReference,
  targetNetwork,
} from "../../../lira";
import type { Network, Stem } from "../../../network";
import { REFERENCE_VIEWS } from "../writeReference";
import { checkMasks, type SeenSet } from "./checkImported";
import type { IndexedCheckpoint } from "./checkpoints";
import type { Id } from "./idLists";
import type { ImportInputs, ImportRequest } from "./importInputs";
import { knownRows } from "./knownRows";
import { requireOneArchitecture } from "./oneShape";

/** A checkpoint that is understood. */
interface Reference extends IndexedCheckpoint {
  readonly network: Network;
  readonly sha256: string;
  /** Rows by dataset. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** Ids that no dataset has. */
  readonly others: number;
}

/**
 * Takes checkpoints that were trained elsewhere as references: copies them, runs them over both datasets, looks at what
 * they say and, last, writes references.json.
 *
 * @returns what was seen, a sentence each
 * @throws InputError if checkpoints are of several architectures or of other classes, ids are of other images, stand
 *   twice or leave out no image, or outputs are not finite
 */
export async function importCheckpoints(
  found: readonly IndexedCheckpoint[],
  request: ImportRequest,
  { inputs, target, normalization, sets }: ImportInputs,
): Promise<string[]> {
  const reading = { stem: request.stem as Stem, unsaid: request.reading.unsaid };
  const references = found.map((one) => understood(one, reading, sets));
  requireOneArchitecture(references.map(({ file, network }) => [file, network.summary]));
  const [{ file, network }] = references;
  if (network.classes !== target.classes) {
    throw new InputError(file, `${network.classes} classes`, `the target's ${target.classes}`);
  }
  const seen = Object.entries(sets).map(([set, { ids, labels }]): SeenSet => {
    const size = references.length * ids.length;
    const phi = { target: new Float64Array(), references: new Float64Array(size) };
    const trainedOn = new Uint8Array(size);
    references.forEach(({ rows }, m) => {
      for (const row of rows.get(set) ?? []) trainedOn[m * ids.length + row] = 1;
    });
    return { set, ids, labels, ...phi, trainedOn };
  });
  for (const [m, reference] of references.entries()) {
    const { network, sha256 } = reference;
    const copy = path.join(request.out, copiedName(reference));
    const read = readHashed(reference.file);
    if (read.sha256 !== sha256) {
      throw new InputError(
        reference.file,
        "another SHA-256",
        `${sha256} as when its weights were read`,
      );
    }
    writeAtomically(copy, [read.bytes]);
    const engine = await openEngine(network, { engine: "auto" });
    try {
      for (const { set, labels, references: phi } of seen) {
        const dataset = inputs.hashes[set];
        const logits = await viewLogits(REFERENCE_VIEWS, {
          ...{ engine, images: sets[set as keyof typeof sets].images, normalization },
          ...{ folder: request.out, set: `${set}_${path.parse(copy).name}` },
          storedBy: storedByReference(sha256, dataset, reading),
        });
        for (const { data, rows, classes } of logits.values()) {
          const bad = firstNotFinite(data);
          if (bad < 0) continue;
          const row = Math.floor(bad / classes);
          const what = `${data[bad]} among its logits of ${set} row ${row} of ${rows}`;
          throw new InputError(reference.file, what, "finite ones");
        }
        const plain = logits.get("plain");
        if (plain) phi.set(phiOf(plain, labels), m * labels.length);
      }
    } finally {
      await engine.close();
    }
  }
  const mask = checkMasks(request.from, seen);
  inputs.requireUnchanged();
  const { model, ...datasets } = inputs.byRole;
  const known = ({ file: name, sha256 }: typeof model) => ({ file: name, sha256 });
  writeJson(path.join(request.out, "references.json"), {
    target: { ...known(model), ...targetNetwork(target, sets.public.images) },
    datasets: Object.fromEntries(
      Object.entries(datasets).map(([set, one]) => {
        const { prepared } = sets[set as keyof typeof sets].images;
        return [set, { ...known(one), ...(prepared === undefined ? {} : { prepared }) }];
      }),
    ),
    normalization,
    layout: "checkpoints",
    models: references.map((reference) => ({
      file: copiedName(reference),
      sha256: reference.sha256,
      trainedOn: idsOf(reference, sets),
    })),
  });
  const others = references.reduce((sum, reference) => sum + reference.others, 0);
  return [
    `${network.summary}${network.summary === target.summary ? ", as the target" : `; the target is ${target.summary}`}`,
    "their images are shown to them as to the target: mean, std and preparation",
    ...mask.notes,
    ...(others > 0 ? [`${others} ids that no dataset has are left out`] : []),
  ];
}

function understood(
  one: IndexedCheckpoint,
  reading: ReferenceReading,
  sets: ImportInputs["sets"],
): Reference {
  const checkpoint = readCheckpoint(one.file);
  try {
    const network = describeReference(checkpoint, reading);
    const ids = Object.fromEntries(Object.entries(sets).map(([set, { ids }]) => [set, ids]));
    const rows = new Map<string, number[]>(Object.keys(sets).map((set) => [set, []]));
    const places = knownRows(one.ids, ids);
    for (const place of places) if (place !== null) rows.get(place.set)?.push(place.row);
    const others = places.filter((place) => place === null).length;
    if (others === places.length) {
      const found = places.length === 0 ? "no ids" : `${others} ids, of which no dataset has any`;
      throw new InputError(one.ids.file, found, "ids of images that the model was trained on");
    }
    return { ...one, network, sha256: checkpoint.sha256(), rows, others };
  } finally {
    checkpoint.close();
  }
}

/** Names of models are names of files or folders, each once in its folder. */
function copiedName({ name, file }: IndexedCheckpoint): string {
  return `${name}${path.extname(file)}`;
}

function idsOf({ rows }: Reference, sets: ImportInputs["sets"]): Record<string, readonly Id[]> {
  return Object.fromEntries(
    Object.entries(sets).map(([set, { ids }]) => [
      set,
      (rows.get(set) ?? []).map((row) => ids[row]),
    ]),
  );
}
