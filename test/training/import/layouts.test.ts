import assert from "node:assert/strict";
import fs, { readFileSync, writeFileSync } from "node:fs";
import { before, describe, type TestContext, test } from "node:test";
import { chosenGroups } from "../../../lib/features/predictors";
import { references as referenceGroup } from "../../../lib/features/predictors/references";
import { type ReferenceOutputs, referenceScores } from "../../../lib/lira";
import { failOf } from "../../../lib/training/references/import/fail";
import { requireRoom } from "../../../lib/training/references/import/requireRoom";
import { augmentationNames } from "../../../lib/training/references/import/views";
import {
  at,
  idOf,
  imported,
  isIn,
  keep,
  layout,
  logitsOf,
  MODELS,
  models,
  nativeRun,
  phiOfRow,
  read,
  refused,
  rowsOfBoth,
  SETS,
  scoresOf,
  writeExperiments,
  writeMask,
} from "./case";
import { CLASSES, ROWS, save, saveBooleans, writeRows } from "./files";

/** Replaces a file by one that differs in its last bit once it is opened, or as it is about to be read whole. */
function swapAt(t: TestContext, method: "openSync" | "readFileSync", file: string) {
  const original = fs[method] as (...words: unknown[]) => unknown;
  const bytes = readFileSync(file);
  const other = bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte));
  let isSwapped = false;
  t.mock.method(fs, method, (...words: unknown[]) => {
    if (words[0] !== file || isSwapped) return original(...words);
    isSwapped = true;
    const found = method === "openSync" ? original(...words) : null;
    writeFileSync(`${file}.other`, other);
    fs.renameSync(`${file}.other`, file);
    return found ?? original(...words);
  });
}

describe("references of other programs", () => {
  let run: Awaited<ReturnType<typeof nativeRun>>;
  before(async () => {
    run = await nativeRun();
  });

  test("checkpoints with lists of ids are a folder that is read as our own", () => {
    for (const [s, set] of SETS.entries()) {
      const { trainedOn } = run.native[set];
      for (const m of models) {
        for (let row = 0; row < ROWS; row++) {
          assert.equal(trainedOn[m * ROWS + row], isIn(m, s * ROWS + row));
        }
      }
      assert.deepEqual([...run.native[set].logits.keys()], ["plain", "flip"]);
    }
  });

  test("tensorflow/privacy's logits give the native run's outputs and scores, both views", async () => {
    writeExperiments("tf", rowsOfBoth);
    const { outputs, lines } = await imported("tf");
    assert.deepEqual(outputs, run.native);
    assert.deepEqual(scoresOf(outputs), scoresOf(run.native));
    assert.match(lines.join("\n"), /2 augmentations a row: number 0 is taken as the plain image/);
    assert.match(lines.join("\n"), /public: references and target agree on what is hard/);
  });

  test("its scores alone give the native run's scores, and columns that need no logits", async () => {
    writeExperiments("tf-scores", rowsOfBoth, true);
    const { outputs } = await imported("tf-scores");
    assert.deepEqual(scoresOf(outputs), scoresOf(run.native));
    assert.deepEqual(
      chosenGroups({ predictors: [], views: [], references: at("tf-scores-out") }).names,
      ["references"],
    );
    const group = referenceGroup({ name: "references", prefix: "r", view: "plain", online: true });
    const { phi, labels } = run.target.public;
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
    const [alone, whole] = [table(outputs.public), table(run.native.public)];
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
    assert.deepEqual(layout("tf-ids").outputs, run.native);
    // And of a larger population the others are left out.
    writeExperiments("tf-more", [...order, 0]);
    writeFileSync(at("tf-more", "ids.json"), JSON.stringify([...order.map(idOf), 77]));
    const { outputs, notes } = layout("tf-more");
    assert.deepEqual(outputs, run.native);
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
      labels: run.target.public.labels,
      logits: { data: new Float32Array(ROWS * CLASSES), rows: ROWS, classes: CLASSES },
    };
    const ours = referenceScores({ ...seen, references: run.native.public }, strangers);
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
      assert.deepEqual(outputs[set].logits.get("plain"), run.native[set].logits.get("plain"));
      assert.deepEqual(outputs[set].trainedOn, run.native[set].trainedOn);
    }
  });

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
    assert.deepEqual(scoresOf(layout("mask").outputs), scoresOf(run.native));
    assert.deepEqual(scoresOf(layout("mask-phi").outputs), scoresOf(run.native));
    const { outputs, notes } = layout("mask-losses");
    assert.match(notes, /losses\.npy taken as losses/);
    scoresOf(outputs).forEach((scores, s) => {
      const wanted = scoresOf(run.native)[s];
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
    assert.deepEqual(scoresOf(outputs), scoresOf(run.native));
    assert.deepEqual(outputs.public.logits.get("flip"), run.native.public.logits.get("flip"));
    assert.ok(outputs.public.logits.has("augmentation-17"));
    const fail = failOf("logits.npy");
    assert.throws(() => augmentationNames(1001, fail), /found 1001 augmentations, expected 1000/);
  });

  test("what was imported is believed only as it was written, and for its own datasets", async (t) => {
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
    swapAt(t, "openSync", file);
    assert.deepEqual((await read("tf-out")).public.logits, run.native.public.logits);
    t.mock.restoreAll();
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

  test("a checkpoint that changes while it is imported is refused", async (t) => {
    const file = at("checkpoints", "net_1.safetensors");
    const bytes = readFileSync(file);
    swapAt(t, "readFileSync", file);
    await assert.rejects(
      imported("checkpoints", "swapped"),
      /net_1\.safetensors: found another SHA-256, expected \w{64} as when its weights were read$/,
    );
    t.mock.restoreAll();
    writeFileSync(file, bytes);
  });

  test("more outputs than an array or the memory holds are refused, 2 GiB are not", () => {
    const outputs = (count: number) => ({
      ...{ path: "m", models: Array.from({ length: count }, (_, m) => `${m}`) },
      ...{ classes: 100, views: ["plain"] },
    });
    const rows = { public: { length: 50_000 }, private: { length: 10 } };
    requireRoom(outputs(256), rows, 2 ** 40);
    assert.throws(
      () => requireRoom(outputs(1000), rows, 2 ** 40),
      /^InputError: m: found 1000 models x 50000 public rows x 100 numbers, expected 4294967295 numbers at most, of 858 models$/,
    );
    assert.throws(
      () => requireRoom(outputs(256), rows, 2 ** 31),
      /^InputError: m: found 256 models whose outputs take \d+ MiB, expected 2048 MiB at most, which are free here, of fewer models$/,
    );
  });
});
