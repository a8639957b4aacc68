import path from "node:path";
import { InputError, type MembershipDataset, readCheckpoint } from "../../files";
import { sha256 } from "../../files/outputs";
import {
  type Engine,
  type EngineName,
  type Logits,
  type Normalization,
  openEngine,
  viewLogits,
} from "../../inference";
import { describeReference, type ReferenceReading, storedByReference } from "./describeReference";
import type { ReferenceOutputs } from "./outputs";
import { readImported } from "./readImported";
import { type ReferenceModel, requireReferencesOf } from "./referencesFile";
import { requireSameReading } from "./sameReading";
import type { TargetNetwork } from "./targetOf";

/** What reference models look at, and how. */
export interface ReadReferencesOptions extends ReferenceReading {
  /** The datasets by name, as references.json names them: "public", "private". */
  readonly sets: Readonly<Record<string, Pick<MembershipDataset, "path" | "ids" | "images">>>;
  /** SHA-256 of the target's model file, which network of it, and its number of classes. */
  readonly target: TargetNetwork & { readonly sha256: string; readonly classes: number };
  readonly normalization: Normalization;
  readonly engine: "auto" | EngineName;
  /** Folder for the logits, stored and read back as by `viewLogits`; the references' unless given. */
  readonly store?: string;
  /** "plain" and "flip" unless given. */
  readonly views?: readonly string[];
  /** Called after each batch with what is computed, the images done and the images there are. */
  readonly onProgress?: (what: string, done: number, total: number) => void;
}

/**
 * What the reference models of a folder say of the datasets' images. The folder holds their
 * checkpoints and a `references.json` (see `ReferencesFile`). Logits are stored one array a model,
 * set and view; those that are there and current are read and not computed again. Of imported outputs there is nothing
 * to compute: those views are read that are there.
 *
 * @returns outputs by the datasets' names
 * @throws InputError if the folder was made for another target (SHA-256, network), with another mean, std or scale or of
 *   images prepared otherwise, a checkpoint has changed, is of another architecture than the first
 *   or has other classes, an id is in no dataset, or an image was left out by no model at all
 * @example
 * const { public: outputs } = await readReferences("out/references", {
 *   sets: { public: publicData, private: privateData },
 *   target: { sha256: sha256(modelPath), classes: network.classes, ...targetNetwork(network, publicData.images) },
 *   normalization, engine: "auto", stem: "auto",
 * });
 */
export async function readReferences(
  folder: string,
  options: ReadReferencesOptions,
): Promise<Record<string, ReferenceOutputs>> {
  const { sets, target, views = ["plain", "flip"] } = options;
  const file = path.join(folder, "references.json");
  const found = requireReferencesOf(folder, target.sha256);
  requireSameReading(folder, found, options);
  if (found.imported !== null) return readImported(folder, found.imported, { ...options, views });
  const { models } = found;
  const trainedOn = Object.fromEntries(
    Object.entries(sets).map(([set, { ids }]) => [set, inOrOut(file, set, ids, models)]),
  );
  const logits = new Map<string, Map<string, Logits[]>>();
  for (const set of Object.keys(sets)) {
    logits.set(set, new Map(views.map((view): [string, Logits[]] => [view, []])));
  }
  const hashes = Object.fromEntries(
    Object.entries(sets).map(([set, dataset]) => [set, sha256(dataset.path)]),
  );
  const kinds: [file: string, architecture: string][] = [];
  for (const model of models) {
    const asked = { ...options, hashes, kinds };
    for (const [set, ofViews] of await outputsOf(folder, model, asked, views)) {
      for (const [view, found] of ofViews) logits.get(set)?.get(view)?.push(found);
    }
  }
  return Object.fromEntries(
    Object.keys(sets).map((set) => {
      const shape = { models: models.length, rows: sets[set].ids.length, classes: target.classes };
      const ofViews = [...(logits.get(set) ?? [])].map(([view, parts]) => [view, joined(parts)]);
      return [set, { ...shape, logits: new Map(ofViews as []), trainedOn: trainedOn[set] }];
    }),
  );
}

/** One model's logits of every set and view. */
async function outputsOf(
  folder: string,
  model: ReferenceModel,
  options: ReadReferencesOptions & {
    readonly hashes: Readonly<Record<string, string>>;
    /** Of the models before this one. */
    readonly kinds: [file: string, architecture: string][];
  },
  views: readonly string[],
): Promise<Map<string, ReadonlyMap<string, Logits>>> {
  const { sets, hashes, target, normalization, store = folder, onProgress } = options;
  const modelPath = path.join(folder, model.file);
  const { engine, architecture } = await openReference(modelPath, model.sha256, options);
  try {
    options.kinds.push([modelPath, architecture]);
    const [first, kind] = options.kinds[0];
    if (architecture !== kind) throw new InputError(modelPath, architecture, `${kind} as ${first}`);
    if (engine.classes !== target.classes) {
      throw new InputError(
        modelPath,
        `${engine.classes} classes`,
        `the target's ${target.classes}`,
      );
    }
    const name = path.parse(model.file).name;
    const outputs = new Map<string, ReadonlyMap<string, Logits>>();
    for (const [set, { images }] of Object.entries(sets)) {
      const found = await viewLogits(views, {
        engine,
        images,
        normalization,
        folder: store,
        set: `${set}_${name}`,
        storedBy: storedByReference(model.sha256, hashes[set], options),
        onProgress: (view, done, total) => onProgress?.(`${name}, ${set} ${view}`, done, total),
      });
      outputs.set(set, found);
    }
    return outputs;
  } finally {
    await engine.close();
  }
}

/** The file that is hashed is the one that is read, whatever happens to its name meanwhile. */
async function openReference(
  modelPath: string,
  sha256: string,
  { engine, ...reading }: ReadReferencesOptions,
): Promise<{ engine: Engine; architecture: string }> {
  const checkpoint = readCheckpoint(modelPath);
  try {
    if (checkpoint.sha256() !== sha256) {
      throw new InputError(modelPath, "another SHA-256", `${sha256} as in references.json`);
    }
    const network = describeReference(checkpoint, reading);
    return { engine: await openEngine(network, { engine }), architecture: network.summary };
  } finally {
    checkpoint.close();
  }
}

/** Shape [M, N], 1 where the model was trained on the image. */
function inOrOut(
  file: string,
  set: string,
  ids: readonly (number | string)[],
  models: readonly ReferenceModel[],
): Uint8Array {
  const rowOf = new Map(ids.map((id, row) => [String(id), row]));
  const trainedOn = new Uint8Array(models.length * ids.length);
  models.forEach((model, m) => {
    for (const id of model.trainedOn[set] ?? []) {
      const row = rowOf.get(String(id));
      if (row === undefined) {
        throw new InputError(file, `${set} id ${id} in model ${m}`, `an id of the ${set} dataset`);
      }
      trainedOn[m * ids.length + row] = 1;
    }
  });
  ids.forEach((id, row) => {
    const leftOut = models.some((_, m) => trainedOn[m * ids.length + row] === 0);
    if (leftOut) return;
    throw new InputError(file, `${set} id ${id}, which every model was trained on`, "one left out");
  });
  return trainedOn;
}

function joined(parts: readonly Logits[]): Float32Array {
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let from = 0;
  for (const part of parts) {
    data.set(part.data, from);
    from += part.data.length;
  }
  return data;
}
