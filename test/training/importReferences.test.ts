import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { UsageError } from "../../lib/commandLine";
import { chosenGroups } from "../../lib/features/predictors";
import { references as referenceGroup } from "../../lib/features/predictors/references";
import { readDataset } from "../../lib/files";
import { type NamedArray, sha256, writeNpy, writeSafetensors } from "../../lib/files/outputs";
import { computeLogits, openEngine, resolveNormalization } from "../../lib/inference";
import {
  liraOnline,
  phiOf,
  type ReferenceOutputs,
  readReferences,
  referencePhi,
  referenceScores,
} from "../../lib/lira";
import { MT19937 } from "../../lib/numeric/random";
import { importRequest } from "../../lib/training/references/arguments";
import { checkMasks, requireSameOrder } from "../../lib/training/references/import/checkImported";
import { cutRows } from "../../lib/training/references/import/cutRows";
import { failOf } from "../../lib/training/references/import/fail";
import { readLayout } from "../../lib/training/references/import/layouts";
import { placeRows } from "../../lib/training/references/import/placeRows";
import { runImport } from "../../lib/training/references/import/runImport";
import { augmentationNames } from "../../lib/training/references/import/views";
import { zip } from "../files/build";
import { openCheckpoint, openNetwork } from "../inference/fixtures";

const scratch = mkdtempSync(path.join(tmpdir(), "import-"));
after(() => rmSync(scratch, { recursive: true }));
const at = (...parts: string[]) => path.join(scratch, ...parts);

const ROWS = 60;
const MODELS = 4;
const CLASSES = 9;
const SETS = ["public", "private"] as const;
type SetName = (typeof SETS)[number];

/** Bytes of a .npy file of any type. */
function npy(descr: string, shape: readonly number[], data: Uint8Array): Buffer {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${extents}), }`;
  const text = `${dict}${" ".repeat(64 - ((11 + dict.length) % 64))}\n`;
  const head = Buffer.alloc(10);
  head.write("\x93NUMPY\x01\x00", "latin1");
  head.writeUInt16LE(text.length, 8);
  return Buffer.concat([head, Buffer.from(text, "latin1"), data]);
}

function save(file: string, data: Float32Array | Float64Array | Int32Array, shape: number[]) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeNpy(file, { data, shape });
}

function saveBooleans(file: string, values: Uint8Array, shape: number[]) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, npy("|b1", shape, values));
}

/** Images of noise with ids from `first` on. */
function writeRows(file: string, first: number): void {
  const rng = new MT19937(first);
  const pixels = Uint8Array.from({ length: ROWS * 3 * 64 }, () => Math.floor(256 * rng.double()));
  const labels = Int32Array.from({ length: ROWS }, () => Math.floor(CLASSES * rng.double()));
  const ids = Int32Array.from({ length: ROWS }, (_, i) => first + i);
  const membership = Int32Array.from({ length: ROWS }, (_, i) => i % 2);
  const bytes = (data: Int32Array) => new Uint8Array(data.buffer);
  writeFileSync(
    file,
    zip([
      { name: "images.npy", data: npy("|u1", [ROWS, 3, 8, 8], pixels) },
      { name: "labels.npy", data: npy("<i4", [ROWS], bytes(labels)) },
      { name: "ids.npy", data: npy("<i4", [ROWS], bytes(ids)) },
      { name: "membership.npy", data: npy("<i4", [ROWS], bytes(membership)) },
    ]),
  );
}

/** The target with other weights in its last layer. */
function writeOther(file: string, seed: number): void {
  const rng = new MT19937(seed);
  const checkpoint = openCheckpoint("resnet18-7x7");
  const arrays = new Map<string, NamedArray>();
  for (const [name, tensor] of checkpoint.tensors) {
    if (name.endsWith("num_batches_tracked")) continue;
    const data = tensor.toFloat32();
    if (name === "fc.weight")
      for (let k = 0; k < data.length; k++) data[k] *= 1 + 0.2 * (rng.double() - 0.5);
    arrays.set(name, { shape: tensor.shape, data });
  }
  checkpoint.close();
  writeSafetensors(file, arrays);
}

const model = path.join("test", "fixtures", "inference", "resnet18-7x7.pt");
const isIn = (m: number, row: number) => Number((row + Math.floor(row / 3)) % 2 === m % 2);
const datasets = () => ({
  public: readDataset(at("public.npz")),
  private: readDataset(at("private.npz")),
});

const request = (from: string, out: string) => ({
  ...{ from: at(from), out: at(out), model, stem: "auto" },
  ...{ public: at("public.npz"), private: at("private.npz") },
  reading: { weights: null, edition: null, preprocessing: null },
});

/** Imports a folder and reads what came of it. */
async function imported(from: string, out = `${from}-out`) {
  const lines: string[] = [];
  await runImport(request(from, out), (line) => lines.push(line));
  return { lines, outputs: await read(out) };
}

async function read(out: string): Promise<Record<SetName, ReferenceOutputs>> {
  const sets = datasets();
  try {
    const found = await readReferences(at(out), {
      sets,
      target: { sha256: sha256(model), classes: CLASSES },
      normalization: resolveNormalization({ modelPath: model }),
      ...{ engine: "auto", stem: "auto" },
    });
    return { public: found.public, private: found.private };
  } finally {
    for (const set of Object.values(sets)) set.close();
  }
}

/** The same without the target: what a layout holds, in the order of the datasets. */
function layout(from: string): { notes: string; outputs: Record<SetName, ReferenceOutputs> } {
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

const refused = async (from: string, message: RegExp) => {
  const out = `${from}-refused`;
  await assert.rejects(imported(from, out), (error: Error) => {
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
  assert.deepEqual(existsSync(at(out)) ? readdirSync(at(out)) : [], []);
};

describe("references of other programs", () => {
  let native: Record<SetName, ReferenceOutputs>;
  /** Of the native run's plain view. */
  let phi: Record<SetName, Float64Array>;
  let target: Record<SetName, { phi: Float64Array; labels: Int32Array }>;

  before(async () => {
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
  });

  const idOf = (row: number) => (row < ROWS ? 1000 + row : 5000 + row - ROWS);

  /** Row of both sets in a view of a model. */
  function logitsOf(m: number, row: number, view = "plain"): Float32Array {
    const set = row < ROWS ? "public" : "private";
    const k = m * ROWS + (row % ROWS);
    const data = native[set].logits.get(view) ?? new Float32Array();
    return data.subarray(k * CLASSES, (k + 1) * CLASSES);
  }

  function phiOfRow(m: number, row: number): number {
    const set = row < ROWS ? "public" : "private";
    return phi[set][m * ROWS + (row % ROWS)];
  }

  const rowsOfBoth = [...Array(2 * ROWS).keys()];
  const models = [...Array(MODELS).keys()];
  const keep = (m: number) => Uint8Array.from(rowsOfBoth, (row) => isIn(m, row));

  /** A layout of tensorflow/privacy of the rows in an order, where wanted changed. */
  function writeExperiments(name: string, order: readonly number[], alone = false) {
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
      save(path.join(experiment, "logits", "0000000100.npy"), logits, [
        order.length,
        1,
        2,
        CLASSES,
      ]);
      save(path.join(experiment, "logits", "0000000050.npy"), logits.fill(0, 0, 9), [
        ...[order.length, 1, 2, CLASSES],
      ]);
      writeFileSync(path.join(experiment, "hparams.json"), '{"arch": "wrn28-2"}');
    }
  }

  function scoresOf(outputs: Record<SetName, ReferenceOutputs>) {
    return SETS.map((set) => {
      const { phi, labels } = target[set];
      const seen = { target: phi, references: referencePhi(outputs[set], labels) };
      return liraOnline([seen], outputs[set].trainedOn, "pooled");
    });
  }

  test("checkpoints with lists of ids are a folder that is read as our own", () => {
    for (const [s, set] of SETS.entries()) {
      const { trainedOn } = native[set];
      for (const m of models) {
        for (let row = 0; row < ROWS; row++) {
          assert.equal(trainedOn[m * ROWS + row], isIn(m, s * ROWS + row));
        }
      }
      assert.deepEqual([...native[set].logits.keys()], ["plain", "flip"]);
    }
  });

  test("tensorflow/privacy's logits give the native run's outputs and scores, both views", async () => {
    writeExperiments("tf", rowsOfBoth);
    const { outputs, lines } = await imported("tf");
    assert.deepEqual(outputs, native);
    assert.deepEqual(scoresOf(outputs), scoresOf(native));
    assert.match(lines.join("\n"), /2 augmentations a row: number 0 is taken as the plain image/);
    assert.match(lines.join("\n"), /public: references and target agree on what is hard/);
  });

  test("its scores alone give the native run's scores, and columns that need no logits", async () => {
    writeExperiments("tf-scores", rowsOfBoth, true);
    const { outputs } = await imported("tf-scores");
    assert.deepEqual(scoresOf(outputs), scoresOf(native));
    assert.deepEqual(
      chosenGroups({ predictors: [], views: [], references: at("tf-scores-out") }).names,
      ["references"],
    );
    const group = referenceGroup({ name: "references", prefix: "r", view: "plain", online: true });
    const { phi, labels } = target.public;
    // Two classes of the same phi: the label against the rest.
    const data = new Float32Array(ROWS * CLASSES);
    phi.forEach((value, i) => {
      data[i * CLASSES + labels[i]] = value + Math.log(CLASSES - 1);
    });
    const logits = { data, rows: ROWS, classes: CLASSES };
    const set = { rows: ROWS, labels, membership: null, logits, views: new Map() };
    const table = (references: ReferenceOutputs) => {
      const fitted = group.fit({ ...set, references }, Int32Array.of(0));
      return { names: fitted.names, ...fitted.transform({ ...set, references }) };
    };
    const [alone, whole] = [table(outputs.public), table(native.public)];
    alone.names.forEach((name, j) => {
      for (let i = 0; i < ROWS; i++) {
        const [found, wanted] = [alone, whole].map(({ data, cols }) => data[i * cols + j]);
        if (name.includes("kl_")) assert.ok(found >= 0 && found <= wanted + 1e-6, name);
        else assert.ok(Math.abs(found - wanted) < 1e-4, `${name}: ${found}, ${wanted}`);
      }
    });
  });

  test("rows in any order are put into that of the datasets by their ids", () => {
    const order = rowsOfBoth.map((row) => (7 * row + 3) % (2 * ROWS));
    writeExperiments("tf-ids", order);
    writeFileSync(at("tf-ids", "ids.json"), JSON.stringify([...order.map(idOf)]));
    assert.deepEqual(layout("tf-ids").outputs, native);
    // And of a larger population the others are left out.
    writeExperiments("tf-more", [...order, 0]);
    writeFileSync(at("tf-more", "ids.json"), JSON.stringify([...order.map(idOf), 77]));
    const { outputs, notes } = layout("tf-more");
    assert.deepEqual(outputs, native);
    assert.match(notes, /rows are told by their ids; 1 others are left out/);
  });

  test("ml_privacy_meter's signals give the native run's RMIA", () => {
    saveBooleans(
      at("meter", "models", "memberships.npy"),
      Uint8Array.from(models.flatMap((m) => [...keep(m)])),
      [MODELS, 2 * ROWS],
    );
    const signals = Float64Array.from(
      rowsOfBoth.flatMap((row) => models.map((m) => 1 / (1 + Math.exp(-phiOfRow(m, row))))),
    );
    save(at("meter", "signals", "rmia_signals.npy"), signals, [2 * ROWS, MODELS]);
    save(at("meter", "signals", "rmia_signals_pop.npy"), signals, [2 * ROWS, MODELS]);
    const { outputs } = layout("meter");
    const strangers = Int32Array.of(1, 5, 9, 13);
    const seen = {
      labels: target.public.labels,
      logits: { data: new Float32Array(ROWS * CLASSES), rows: ROWS, classes: CLASSES },
    };
    const ours = referenceScores({ ...seen, references: native.public }, strangers);
    const theirs = referenceScores({ ...seen, references: outputs.public }, strangers);
    assert.deepEqual(theirs.RMIA, ours.RMIA);
    for (let i = 0; i < ROWS; i++) assert.ok(Math.abs(theirs.BASE[i] - ours.BASE[i]) < 1e-9);
  });

  test("LeakPro's cached logits with the mask that it gives are the native run's outputs", async () => {
    for (const m of models) {
      const logits = Float32Array.from(rowsOfBoth.flatMap((row) => [...logitsOf(m, row)]));
      save(at("leakpro", "attack_cache", `sm_${m + 9}_logits.npy`), logits, [2 * ROWS, CLASSES]);
    }
    await refused(
      "leakpro",
      /found no mask of what each model was trained on, expected in_mask\.npy/,
    );
    saveBooleans(
      at("leakpro", "in_mask.npy"),
      Uint8Array.from(rowsOfBoth.flatMap((row) => models.map((m) => isIn(m, row)))),
      [2 * ROWS, MODELS],
    );
    const { outputs } = layout("leakpro");
    for (const set of SETS) {
      assert.deepEqual(outputs[set].logits.get("plain"), native[set].logits.get("plain"));
      assert.deepEqual(outputs[set].trainedOn, native[set].trainedOn);
    }
  });

  /** A plain mask beside one array. */
  function writeMask(
    name: string,
    file: string,
    data: Float32Array | Float64Array,
    shape: number[],
  ) {
    const mask = Uint8Array.from(models.flatMap((m) => [...keep(m)]));
    saveBooleans(at(name, "in_mask.npy"), mask, [MODELS, 2 * ROWS]);
    save(at(name, file), data, shape);
  }

  test("a mask with logits, phi or losses gives the native run's scores", () => {
    const rows = 2 * ROWS;
    const logits = models.flatMap((m) => rowsOfBoth.flatMap((row) => [...logitsOf(m, row)]));
    writeMask("mask", "logits.npy", Float32Array.from(logits), [MODELS, rows, CLASSES]);
    const all = Float64Array.from(models.flatMap((m) => rowsOfBoth.map((row) => phiOfRow(m, row))));
    writeMask("mask-phi", "logits.npy", all, [MODELS, rows]);
    writeMask(
      "mask-losses",
      "losses.npy",
      all.map((x) => Math.log1p(Math.exp(-x))),
      [MODELS, rows],
    );
    assert.deepEqual(scoresOf(layout("mask").outputs), scoresOf(native));
    assert.deepEqual(scoresOf(layout("mask-phi").outputs), scoresOf(native));
    const { outputs, notes } = layout("mask-losses");
    assert.match(notes, /losses\.npy taken as losses/);
    scoresOf(outputs).forEach((scores, s) => {
      const wanted = scoresOf(native)[s];
      for (const [i, score] of scores.entries()) assert.ok(Math.abs(score - wanted[i]) < 1e-6);
    });
  });

  test("nine shifts of both images have their plain ones in the middle, and all are kept", () => {
    const rows = 2 * ROWS;
    const logits = models.flatMap((m) =>
      rowsOfBoth.flatMap((row) =>
        [...Array(18).keys()].flatMap((a) => {
          if (a === 4 || a === 13) return [...logitsOf(m, row, a === 4 ? "plain" : "flip")];
          return Array<number>(CLASSES).fill(0);
        }),
      ),
    );
    writeMask("shifts", "logits.npy", Float32Array.from(logits), [MODELS, rows, 18, CLASSES]);
    const { outputs } = layout("shifts");
    assert.deepEqual(scoresOf(outputs), scoresOf(native));
    assert.deepEqual(outputs.public.logits.get("flip"), native.public.logits.get("flip"));
    assert.ok(outputs.public.logits.has("augmentation-17"));
    const fail = failOf("logits.npy");
    assert.throws(() => augmentationNames(1001, fail), /found 1001 augmentations, expected 1000/);
  });

  test("rows in another order are noticed: all, within a class, or from a row on", async () => {
    writeExperiments("turned", [...rowsOfBoth].reverse());
    const said = "; ids.npy or labels.npy beside them would say which row is which";
    await refused(
      "turned",
      new RegExp(
        `turned: found outputs that do not follow the target's on public rows \\(correlation -?0\\.\\d+ over 60 rows\\), expected those of the same images in the same order${said}$`,
      ),
    );
    const { labels } = target.public;
    const seen = (order: (row: number) => number) => ({
      ...{ set: "public", ids: [], labels, target: target.public.phi, trainedOn: new Uint8Array() },
      references: Float64Array.from(phi.public, (_, k) => {
        return phi.public[Math.floor(k / ROWS) * ROWS + order(k % ROWS)];
      }),
    });
    assert.match(
      requireSameOrder(
        "x",
        seen((row) => row),
        false,
      ),
      /agree on what is hard/,
    );
    const next = (row: number) => {
      for (let step = 1; ; step++) {
        const other = (row + step) % ROWS;
        if (labels[other] === labels[row]) return other;
      }
    };
    assert.throws(
      () => requireSameOrder("x", seen(next), false),
      /do not follow the target's on public/,
    );
    // A run of a larger set.
    const rng = new MT19937(3);
    const large = Float64Array.from({ length: 1000 }, () => rng.double());
    const moved = large.map((value, i) => (i < 700 ? value : large[(i + 1) % 1000]));
    const parts = { ...seen((row) => row), labels: new Int32Array(1000), target: large };
    assert.throws(
      () => requireSameOrder("x", { ...parts, references: moved }, true),
      /^InputError: x: found outputs that follow the target's on public rows but not on 700 to 799, expected those of the images in one order$/,
    );
  });

  test("labels that differ are told, and ids that do not fit", async () => {
    writeExperiments("labels", rowsOfBoth);
    const labels = Int32Array.from(rowsOfBoth, (row) =>
      row < ROWS ? target.public.labels[row] : target.private.labels[row - ROWS],
    );
    save(at("labels", "y_train.npy"), labels, [2 * ROWS]);
    assert.match(layout("labels").notes, /labels of y_train\.npy agree/);
    labels[7] = (labels[7] + 1) % CLASSES;
    save(at("labels", "y_train.npy"), labels, [2 * ROWS]);
    await refused(
      "labels",
      /y_train\.npy: found label \d in row 7, expected \d, that of public id 1007$/,
    );
    rmSync(at("labels", "y_train.npy"));
    const ids = rowsOfBoth.map(idOf);
    writeFileSync(at("labels", "ids.txt"), [...ids.slice(1), 1001].join("\n"));
    await refused("labels", /ids\.txt: found id 1001 twice, expected each once$/);
    writeFileSync(at("labels", "ids.txt"), [...ids.slice(1), 77].join("\n"));
    await refused(
      "labels",
      /ids\.txt: found no row of public id 1000, expected one for every image$/,
    );
    writeFileSync(at("labels", "ids.txt"), ids.slice(1).join("\n"));
    await refused("labels", /ids\.txt: found 119 ids, expected 120$/);
    rmSync(at("labels", "ids.txt"));
    writeExperiments("fewer", rowsOfBoth.slice(1));
    await refused(
      "fewer",
      /fewer: found outputs of 119 rows, expected 120, the 60 public and then 60 private \(or ids\.npy beside them\)$/,
    );
  });

  const damages: [string, (experiment: string, others: string) => void, RegExp][] = [
    [
      "of two architectures",
      (experiment) => writeFileSync(path.join(experiment, "hparams.json"), '{"arch": "cnn32"}'),
      /experiment-1_4\/hparams\.json: found architecture cnn32, expected wrn28-2 as in .*experiment-0_4\/hparams\.json$/,
    ],
    [
      "of other shapes",
      (experiment) =>
        save(path.join(experiment, "logits", "0000000200.npy"), new Float32Array(8), [2, 4]),
      /experiment-1_4\/logits\/0000000200\.npy: found shape \[2,4\], expected \[120,1,2,9\] as .*experiment-0_4/,
    ],
    [
      "that are no numbers",
      (experiment) => {
        const file = path.join(experiment, "logits", "0000000100.npy");
        const bytes = readFileSync(file);
        bytes.writeFloatLE(Number.NaN, bytes.length - 4);
        writeFileSync(file, bytes);
      },
      /experiment-1_4\/logits\/0000000100\.npy: found NaN in row 119, expected finite numbers of float32$/,
    ],
    [
      "cut short",
      (experiment) => {
        const file = path.join(experiment, "logits", "0000000100.npy");
        writeFileSync(file, readFileSync(file).subarray(0, 5000));
      },
      /0000000100\.npy: found \d+ bytes of elements, expected 8640 for shape \[120,1,2,9\] \(is it cut short\?\)$/,
    ],
    [
      "whose header lies of more",
      (experiment) =>
        writeFileSync(
          path.join(experiment, "logits", "0000000100.npy"),
          npy("<f4", [120, 1, 2, 900000000], new Uint8Array(64)),
        ),
      /0000000100\.npy: found 64 bytes of elements, expected 864000000000 for shape \[120,1,2,900000000\]/,
    ],
    [
      "of Python objects",
      (experiment) =>
        writeFileSync(path.join(experiment, "keep.npy"), npy("|O", [120], new Uint8Array(120))),
      /keep\.npy: found numpy type \|O, expected plain numbers$/,
    ],
    [
      "with a mask of fewer rows",
      (experiment) => saveBooleans(path.join(experiment, "keep.npy"), new Uint8Array(119), [119]),
      /experiment-1_4\/keep\.npy: found shape \[119\], expected \[120\] as the outputs$/,
    ],
    [
      "without outputs",
      (experiment) => rmSync(path.join(experiment, "logits"), { recursive: true }),
      /experiment-1_4: found no logits\/\*\.npy, expected some as the other experiments have$/,
    ],
  ];
  for (const [what, damage, message] of damages) {
    test(`refuses experiments ${what} on one line, and leaves nothing`, async () => {
      rmSync(at("damaged"), { recursive: true, force: true });
      writeExperiments("damaged", rowsOfBoth);
      damage(at("damaged", "experiment-1_4"), at("damaged", "experiment-0_4"));
      await refused("damaged", message);
    });
  }

  test("refuses masks that are all in, all out, the wrong way round or no truth values", async () => {
    const { labels } = target.public;
    const ids = [...labels.keys()].map(idOf);
    const check = (values: (m: number, row: number) => number) => {
      const trainedOn = native.public.trainedOn.map((_, k) =>
        values(Math.floor(k / ROWS), k % ROWS),
      );
      // Surer of what they were trained on.
      const references = phi.public.map((value, k) => value + 2 * native.public.trainedOn[k]);
      const seen = { set: "public", ids, labels, target: target.public.phi, references, trainedOn };
      return checkMasks("x", [seen]);
    };
    const throws = (values: (m: number, row: number) => number, message: RegExp) =>
      assert.throws(() => check(values), message);
    throws(
      () => 1,
      /public id 1000, which every model was trained on, expected a mask with one left out$/,
    );
    throws(
      () => 0,
      /^InputError: x: found a mask that is all out, expected models trained on some/,
    );
    throws(
      (m, row) => 1 - isIn(m, row),
      /found models that are less sure of what they were trained on \(phi \d\.\d\d lower\), expected a mask that is 1 where/,
    );
    assert.match(check(isIn).notes.join("\n"), /^phi \d\.\d\d higher in than out, on average$/);
    assert.ok(check(isIn).online);
    const offline = check((m, row) => (row % 5 === 0 ? 0 : isIn(m, row)));
    assert.match(offline.notes.join("\n"), /some images no model was trained on/);
    assert.ok(!offline.online);
    writeMask("twos", "phi.npy", new Float64Array(MODELS * 2 * ROWS), [MODELS, 2 * ROWS]);
    const twos = new Uint8Array(MODELS * 2 * ROWS).fill(2);
    writeFileSync(at("twos", "in_mask.npy"), npy("|u1", [MODELS, 2 * ROWS], twos));
    await refused("twos", /in_mask\.npy: found 2 for model 0, row 0, expected 0 or 1$/);
    writeFileSync(at("twos", "in_mask.npy"), npy("|b1", [3, 2 * ROWS], new Uint8Array(6 * ROWS)));
    await refused(
      "twos",
      /in_mask\.npy: found shape \[3,120\], expected \[4,120\], models by rows$/,
    );
  });

  test("refuses checkpoints of two architectures, of other classes, without ids or of other images", async () => {
    const folder = at("others");
    const put = (name: string, fixture: string, ids: string) => {
      copyFileSync(
        path.join("test", "fixtures", "inference", fixture),
        path.join(folder, `${name}.pt`),
      );
      writeFileSync(path.join(folder, `${name}_in_ids.txt`), ids);
    };
    mkdirSync(folder);
    put("a", "resnet18-7x7.pt", "1000\n5001");
    put("b", "resnet34-7x7.pt", "1001\n5000");
    await refused(
      "others",
      /b\.pt: found architecture ResNet-34.*, expected ResNet-18.* as in .*a\.pt$/,
    );
    put("b", "resnet18-7x7.pt", "1001\n1001");
    await refused("others", /b_in_ids\.txt: found id 1001 twice, expected each once$/);
    put("b", "resnet18-7x7.pt", "1\n2");
    await refused(
      "others",
      /b_in_ids\.txt: found 2 ids, of which no dataset has any, expected ids of images/,
    );
    rmSync(path.join(folder, "b_in_ids.txt"));
    await refused(
      "others",
      /b\.pt: found no ids of what it was trained on, expected b_in_ids\.npy/,
    );
  });

  test("refuses a folder of no known layout, one that is another run's, and options of training", async () => {
    mkdirSync(at("nothing"));
    await refused(
      "nothing",
      /nothing: found no layout of references that is known, expected experiment-/,
    );
    mkdirSync(at("planned"));
    writeFileSync(at("planned", "plan.json"), "{}");
    await assert.rejects(
      runImport(request("tf", "planned"), () => {}),
      /planned: found references that npm run references trains there, expected another --out$/,
    );
    const words = [
      "--import",
      "tf",
      "--model",
      "m",
      "--public",
      "p",
      "--private",
      "q",
      "--out",
      "o",
    ];
    assert.equal(importRequest(words, "/")?.from, "/tf");
    assert.equal(importRequest(words.slice(2), "/"), null);
    assert.throws(() => importRequest([...words, "--epochs", "2"], "/"), UsageError);
  });

  test("what was imported is believed only as it was written, and for its own datasets", async () => {
    const file = at("tf-out", "references_public_flip.npy");
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte)),
    );
    await assert.rejects(
      read("tf-out"),
      /references_public_flip\.npy: found another SHA-256, expected [0-9a-f]{64} as in references\.json$/,
    );
    writeFileSync(file, bytes);
    const rows = readFileSync(at("public.npz"));
    writeRows(at("public.npz"), 1001);
    await assert.rejects(
      read("tf-out"),
      /references\.json: found a public dataset of another SHA-256, expected/,
    );
    writeFileSync(at("public.npz"), rows);
    const json = at("tf-out", "references.json");
    const told = JSON.parse(readFileSync(json, "utf8"));
    const groups = (change: object) => {
      writeFileSync(json, JSON.stringify({ ...told, imported: { ...told.imported, ...change } }));
      return chosenGroups({ predictors: [], views: [], references: at("tf-out") }).names;
    };
    assert.deepEqual(groups({}), ["references", "flippedReferences"]);
    assert.deepEqual(groups({ views: ["plain"] }), ["references"]);
    assert.deepEqual(groups({ online: false }), ["offlineReferences"]);
    for (const [part, value] of [
      ["views", ["../x", "plain"]],
      ["models", []],
      ["classes", 1],
      ["sets", {}],
      ["online", 1],
    ] as const) {
      writeFileSync(
        json,
        JSON.stringify({ ...told, imported: { ...told.imported, [part]: value } }),
      );
      await assert.rejects(
        read("tf-out"),
        /references\.json: found imported .*, expected what --import writes$/,
      );
    }
  });
});
