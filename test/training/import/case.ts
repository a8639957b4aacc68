import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDataset } from "../../../lib/files";
import { sha256 } from "../../../lib/files/outputs";
import { computeLogits, openEngine, resolveNormalization } from "../../../lib/inference";
import {
  liraOnline,
  phiOf,
  type ReferenceOutputs,
  readReferences,
  referencePhi,
  targetNetwork,
} from "../../../lib/lira";
import { cutRows } from "../../../lib/training/references/import/cutRows";
import { readLayout } from "../../../lib/training/references/import/layouts";
import { placeRows } from "../../../lib/training/references/import/placeRows";
import { runImport } from "../../../lib/training/references/import/runImport";
import { openNetwork } from "../../inference/fixtures";
import { CLASSES, ROWS, save, saveBooleans, writeOther, writeRows } from "./files";

const scratch = mkdtempSync(path.join(tmpdir(), "import-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));
export const at = (...parts: string[]) => path.join(scratch, ...parts);

export const MODELS = 4;
export const SETS = ["public", "private"] as const;
type SetName = (typeof SETS)[number];
type BySet<T> = Record<SetName, T>;

/** What checkpoints with lists of ids give as our own references, which other layouts are written from. */
interface NativeRun {
  readonly native: BySet<ReferenceOutputs>;
  /** Of the references' plain view. */
  readonly phi: BySet<Float64Array>;
  readonly target: BySet<{ phi: Float64Array; labels: Int32Array }>;
}

let made: Promise<NativeRun> | undefined;
let native: BySet<ReferenceOutputs>;
let phi: BySet<Float64Array>;
let target: NativeRun["target"];

/** Trains nothing: four networks that differ in the last layer stand for models; made once a process. */
export function nativeRun(): Promise<NativeRun> {
  made ??= make();
  return made;
}

async function make(): Promise<NativeRun> {
  writeRows(at("public.npz"), 1000);
  writeRows(at("private.npz"), 5000);
  mkdirSync(at("checkpoints"));
  for (let m = 0; m < MODELS; m++) {
    writeOther(at("checkpoints", `net_${m}.safetensors`), m + 1);
    const ids = [...Array(2 * ROWS).keys()].filter((row) => isIn(m, row)).map(idOf);
    const file = at("checkpoints", `net_${m}_in_ids`);
    if (m === 0) writeFileSync(`${file}.txt`, ids.join("\n"));
    else if (m === 1) writeFileSync(`${file}.json`, JSON.stringify(ids));
    else save(`${file}.npy`, Int32Array.from(ids), [ids.length]);
  }
  const { outputs } = await imported("checkpoints", "native");
  native = outputs;
  const engine = await openEngine(openNetwork("resnet18-7x7"), { engine: "auto" });
  const normalization = resolveNormalization({ modelPath: model });
  const sets = datasets();
  const seen = async (set: SetName) => {
    const { labels, images } = sets[set];
    const logits = await computeLogits(engine, images, normalization);
    return { phi: phiOf(logits, labels), labels };
  };
  target = { public: await seen("public"), private: await seen("private") };
  await engine.close();
  for (const set of Object.values(sets)) set.close();
  const phiOfSet = (set: SetName) => referencePhi(native[set], target[set].labels);
  phi = { public: phiOfSet("public"), private: phiOfSet("private") };
  return { native, phi, target };
}

const model = path.join("test", "fixtures", "inference", "resnet18-7x7.pt");
export const isIn = (m: number, row: number) => Number((row + Math.floor(row / 3)) % 2 === m % 2);
const datasets = () => ({
  public: readDataset(at("public.npz")),
  private: readDataset(at("private.npz")),
});

export const request = (from: string, out: string) => ({
  ...{ from: at(from), out: at(out), model, stem: "auto" },
  ...{ public: at("public.npz"), private: at("private.npz") },
  reading: { weights: null, unsaid: null, edition: null, preprocessing: null },
});

/** Imports a folder and reads what came of it. */
export async function imported(from: string, out = `${from}-out`) {
  const lines: string[] = [];
  await runImport(request(from, out), (line) => lines.push(line));
  return { lines, outputs: await read(out) };
}

export async function read(out: string): Promise<BySet<ReferenceOutputs>> {
  const sets = datasets();
  try {
    const found = await readReferences(at(out), {
      sets,
      target: {
        ...{ sha256: sha256(model), classes: CLASSES },
        ...targetNetwork(openNetwork("resnet18-7x7"), sets.public.images),
      },
      normalization: resolveNormalization({ modelPath: model }),
      ...{ engine: "auto", stem: "auto" },
    });
    return { public: found.public, private: found.private };
  } finally {
    for (const set of Object.values(sets)) set.close();
  }
}

/** The same without the target: what a layout holds, in the order of the datasets. */
export function layout(from: string): { notes: string; outputs: BySet<ReferenceOutputs> } {
  const found = readLayout(at(from));
  assert.ok(found);
  const sets = datasets();
  const placed = placeRows(at(from), found, sets);
  const { arrays } = cutRows(found, placed.rows);
  const of = (set: SetName): ReferenceOutputs => {
    const { views, trainedOn } = arrays[set];
    const shape = { models: found.models.length, rows: ROWS, classes: CLASSES, trainedOn };
    return found.classes === null
      ? { ...shape, logits: new Map(), phi: views as ReadonlyMap<string, Float64Array> }
      : { ...shape, logits: views as ReadonlyMap<string, Float32Array> };
  };
  for (const set of Object.values(sets)) set.close();
  const notes = [...found.notes, ...placed.notes].join("\n");
  return { notes, outputs: { public: of("public"), private: of("private") } };
}

export const refused = async (from: string, message: RegExp) => {
  const out = `${from}-refused`;
  await assert.rejects(imported(from, out), (error: Error) => {
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
  assert.deepEqual(existsSync(at(out)) ? readdirSync(at(out)) : [], []);
};

export const idOf = (row: number) => (row < ROWS ? 1000 + row : 5000 + row - ROWS);

/** Row of both sets in a view of a model. */
export function logitsOf(m: number, row: number, view = "plain"): Float32Array {
  const set = row < ROWS ? "public" : "private";
  const k = m * ROWS + (row % ROWS);
  const data = native[set].logits.get(view) ?? new Float32Array();
  return data.subarray(k * CLASSES, (k + 1) * CLASSES);
}

export function phiOfRow(m: number, row: number): number {
  const set = row < ROWS ? "public" : "private";
  return phi[set][m * ROWS + (row % ROWS)];
}

export const rowsOfBoth = [...Array(2 * ROWS).keys()];
export const models = [...Array(MODELS).keys()];
export const keep = (m: number) => Uint8Array.from(rowsOfBoth, (row) => isIn(m, row));

/** A layout of tensorflow/privacy of the rows in an order, where wanted changed. */
export function writeExperiments(name: string, order: readonly number[], alone = false) {
  for (const m of models) {
    const experiment = at(name, `experiment-${m}_4`);
    saveBooleans(
      path.join(experiment, "keep.npy"),
      Uint8Array.from(order, (row) => isIn(m, row)),
      [order.length],
    );
    if (alone) {
      const scores = Float64Array.from(order, (row) => phiOfRow(m, row));
      save(path.join(experiment, "scores", "0000000100.npy"), scores, [order.length, 1]);
      continue;
    }
    const logits = new Float32Array(order.length * 2 * CLASSES);
    order.forEach((row, i) => {
      logits.set(logitsOf(m, row), 2 * i * CLASSES);
      logits.set(logitsOf(m, row, "flip"), (2 * i + 1) * CLASSES);
    });
    save(path.join(experiment, "logits", "0000000100.npy"), logits, [order.length, 1, 2, CLASSES]);
    save(path.join(experiment, "logits", "0000000050.npy"), logits.fill(0, 0, 9), [
      ...[order.length, 1, 2, CLASSES],
    ]);
    writeFileSync(path.join(experiment, "hparams.json"), '{"arch": "wrn28-2"}');
  }
}

export function scoresOf(outputs: BySet<ReferenceOutputs>) {
  return SETS.map((set) => {
    const { phi, labels } = target[set];
    const seen = { target: phi, references: referencePhi(outputs[set], labels) };
    return liraOnline([seen], outputs[set].trainedOn, "pooled");
  });
}

/** A plain mask beside one array. */
export function writeMask(
  name: string,
  file: string,
  data: Float32Array | Float64Array,
  shape: number[],
) {
  const mask = Uint8Array.from(models.flatMap((m) => [...keep(m)]));
  saveBooleans(at(name, "in_mask.npy"), mask, [MODELS, 2 * ROWS]);
  save(at(name, file), data, shape);
}
