import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { readDataset } from "../../lib/files";
import { readNpy, sha256 } from "../../lib/files/outputs";
import { resolveNormalization } from "../../lib/inference";
import { type ReadReferencesOptions, readReferences, targetNetwork } from "../../lib/lira";
import { type Network, withUnsaid } from "../../lib/network";
import { repositoryRoot } from "../../lib/repository";
import { parseReferencesArguments, runReferences, TrainingFailure } from "../../lib/training";
import { accuracies } from "../../lib/training/references/accuracy";
import { auditImages } from "../../lib/training/references/auditImages";
import { requireRoom, stepMemory } from "../../lib/training/references/memory";
import { accuracyOf, behaviourOf } from "../../lib/training/references/propose/behaviour";
import { proposeRecipe } from "../../lib/training/references/propose/proposeRecipe";
import { readInputs } from "../../lib/training/references/readInputs";
import { readRecipe } from "../../lib/training/references/readRecipe";
import { BEGINNINGS, type Recipe, USUAL_RECIPE } from "../../lib/training/references/recipe";
import { requireHeld } from "../../lib/training/references/requireHeld";
import { folderStatus, statusText } from "../../lib/training/references/status";
import { trainReference } from "../../lib/training/references/trainReference";
import { withNewWeights } from "../../lib/training/scratch";
import { openNetwork } from "../inference/fixtures";
import { readNetwork } from "./passes";

const root = repositoryRoot();
const fixtures = path.join(root, "test", "fixtures");
const model = path.join(fixtures, "inference", "resnet18-7x7.pt");
const dataset = (name: string) => path.join(fixtures, "training", `${name}.npz`);
const scratch = mkdtempSync(path.join(tmpdir(), "references-"));

const words = (out: string, ...options: string[]) => [
  ...["--model", model, "--public", dataset("public"), "--private", dataset("private")],
  ...["--out", path.join(scratch, out), "--pairs", "1", "--epochs", "30", "--tail", "1"],
  ...["--batch-size", "12", "--lr", "0.005", "--threads", "1", ...options],
];
const run = (...given: Parameters<typeof words>) =>
  runReferences(parseReferencesArguments(words(...given), "/"), () => {});

/** A process of its own, as `npm run references` starts one. */
function start(out: string, ...options: string[]) {
  const given = [path.join(root, "lib", "mia.cjs"), "references", ...words(out, ...options)];
  const child = spawn(process.execPath, given, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  return { child, ended };
}

const contents = (out: string) =>
  readdirSync(path.join(scratch, out))
    .sort()
    .map((name) => [name, sha256(path.join(scratch, out, name))]);

describe("npm run references", () => {
  after(() => rmSync(scratch, { recursive: true }));

  test("two shards at once, one killed and started again, end with the bytes of one process", async () => {
    const [first, second] = [start("shards", "--shard", "1/2"), start("shards", "--shard", "2/2")];
    let told = "";
    await new Promise<void>((resolve) => {
      first.child.stderr.on("data", (text) => {
        told += text;
        if (/epoch [3-9]/.test(told)) resolve();
      });
    });
    first.child.kill("SIGKILL");
    assert.equal(await first.ended, null);
    assert.ok(existsSync(path.join(scratch, "shards", "reference-0.state.safetensors")));
    assert.equal(await run("whole"), 0);
    assert.equal(await second.ended, 0);
    assert.equal(await run("shards", "--shard", "1/2"), 0);
    assert.deepEqual(contents("shards"), contents("whole"));
  });

  test("what it wrote is what readReferences reads: halves, and logits without another pass", async () => {
    const sets = {
      public: readDataset(dataset("public")),
      private: readDataset(dataset("private")),
    };
    const passes: string[] = [];
    const ofTarget = (network: Network) => targetNetwork(network, sets.public.images);
    const outputs = await readReferences(path.join(scratch, "whole"), {
      sets,
      target: { sha256: sha256(model), classes: 9, ...ofTarget(openNetwork("resnet18-7x7")) },
      normalization: resolveNormalization({ modelPath: model }),
      engine: "auto",
      stem: "auto",
      onProgress: (what) => passes.push(what),
    });
    assert.deepEqual(passes, []);
    const other = withUnsaid(openNetwork("resnet18-7x7"), { epsilon: 0.01 });
    const asked = { sha256: sha256(model), classes: 9, ...ofTarget(other) };
    await assert.rejects(
      readReferences(path.join(scratch, "whole"), {
        ...{ sets, target: asked, normalization: resolveNormalization({ modelPath: model }) },
        ...{ engine: "auto", stem: "auto" },
      }),
      /whole\/references\.json: found references made with the network \w{16} \(ResNet-18, .*, expected \w{16} \(ResNet-18, .*\)$/,
    );
    const { trainedOn } = outputs.public;
    for (let i = 0; i < 24; i++) assert.equal(trainedOn[i] + trainedOn[24 + i], 1);
    for (const set of ["public", "private"] as const) {
      for (const view of ["plain", "flip"]) {
        const stacked = readNpy(path.join(scratch, "whole", `references_${set}_${view}.npy`));
        assert.deepEqual(stacked.shape, [2, 24, 9]);
        assert.deepEqual(stacked.data, outputs[set].logits.get(view));
      }
      sets[set].close();
    }
  });

  test("the models learn: right more often on what they were trained on than they began", () => {
    const file = path.join(scratch, "whole", "references.json");
    const { models } = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(models.length, 2);
    for (const { epochs, accuracy } of models) {
      assert.ok(epochs.at(-1).loss < epochs[0].loss / 2, `loss ${epochs.at(-1).loss}`);
      assert.ok(accuracy.in > 0.7, `accuracy ${accuracy.in}`);
    }
  });

  for (const from of BEGINNINGS)
    test(`a model from ${from} that is stopped within an epoch goes on at the step, and ends with the same weights`, async () => {
      const images = auditImages(["public", "private"].map((name) => readDataset(dataset(name))));
      const recipe = { ...USUAL_RECIPE, from, epochs: 2, tail: 1, batchSize: 12, threads: 1 };
      const target = openNetwork("resnet18-7x7");
      const normalization = resolveNormalization({ modelPath: model });
      const job = { model: 1, target, images, normalization, recipe, plan: "a".repeat(64) };
      const state = path.join(scratch, `stopped-${from}.state.safetensors`);
      const steps: number[] = [];
      const stopped = trainReference({
        ...{ ...job, state, saveEvery: 0 },
        onStep: (done) => {
          steps.push(done);
          if (done === 5) throw new RangeError("stopped");
        },
      });
      await assert.rejects(stopped, /stopped/);
      const onStep = (done: number) => steps.push(done);
      const goneOn = await trainReference({ ...job, state, saveEvery: 0, onStep });
      const whole = await trainReference({ ...job, state: path.join(scratch, `none-${from}`) });
      assert.deepEqual(steps.slice(0, 6), [1, 2, 3, 4, 5, 5]);
      assert.deepEqual(goneOn, whole);
    });

  test("of two recipes, the one whose model behaves like the target is proposed", async () => {
    const request = parseReferencesArguments(words("proposed"), "/");
    const asked = { ...USUAL_RECIPE, batchSize: 12, epochs: 1, tail: 0 };
    const candidates = (recipe: Recipe) => [
      { name: "anew", recipe: { ...recipe, ...asked, from: "scratch" as const } },
      { name: "hardly", recipe: { ...recipe, ...asked, learningRate: 1e-9 } },
    ];
    const trials = await proposeRecipe(request, 600, () => {}, candidates);
    assert.deepEqual(
      trials.map(({ name }) => name),
      ["hardly", "anew"],
    );
    const read = readInputs(request);
    const { images, normalization } = read;
    const unsure = withNewWeights(read.target, images, 3);
    const all = Int32Array.from({ length: images.count }, (_, row) => row);
    const [share] = await accuracies(unsure, images, normalization, [all], 1);
    assert.ok(share > 0);
    assert.equal(accuracyOf(await behaviourOf(unsure, read)), share);
    read.close();
    const file = path.join(scratch, "proposed", "recipe.json");
    const again = parseReferencesArguments(words("other", "--recipe", file), "/");
    assert.equal(again.recipe.momentum, asked.momentum);
    assert.equal(readRecipe(file).learningRate, 1e-9);
  });

  test("a search without time for any recipe says how much it would take, and leaves nothing", async () => {
    const request = parseReferencesArguments(words("hurried"), "/");
    const long = (recipe: Recipe) => [{ name: "long", recipe: { ...recipe, epochs: 100_000 } }];
    await assert.rejects(
      proposeRecipe(request, 1, () => {}, long),
      /^RangeError: --propose: found 1 seconds, expected \d+ or more for one recipe$/,
    );
    assert.deepEqual(
      existsSync(path.join(scratch, "hurried")) ? readdirSync(path.join(scratch, "hurried")) : [],
      [],
    );
  });

  test("from scratch, no weight is the target's, and what weights do not say and the recipe stand in references.json", async () => {
    const recipe = ["--from", "scratch", "--epochs", "1", "--tail", "0", "--lr", "0.0001"];
    const unsaid = { epsilon: 0.01 };
    const kept = ["--edition", "2024", "--preprocessing", "{}"];
    const read = [...kept, "--unsaid", JSON.stringify(unsaid)];
    assert.equal(await run("scratch", ...recipe, "--label-smoothing", "0.1", ...read), 0);
    const folder = path.join(scratch, "scratch");
    const told = JSON.parse(readFileSync(path.join(folder, "references.json"), "utf8"));
    assert.deepEqual([told.recipe.from, told.recipe.labelSmoothing], ["scratch", 0.1]);
    assert.deepEqual(told.reading, { unsaid, edition: 2024, preprocessing: {} });
    assert.match(statusText(folder, folderStatus(folder)), /attacks can read it/);
    const sets = { public: readDataset(dataset("public")) };
    const network = withUnsaid(openNetwork("resnet18-7x7"), unsaid);
    const passes: string[] = [];
    const readAs = async (options: Pick<ReadReferencesOptions, "unsaid" | "store">) => {
      const found = await readReferences(folder, {
        sets,
        target: {
          sha256: sha256(model),
          classes: 9,
          ...targetNetwork(network, sets.public.images),
        },
        ...{ normalization: told.normalization, engine: "auto", stem: "auto" },
        ...{ onProgress: (what) => passes.push(what), ...options },
      });
      return found.public.logits.get("plain");
    };
    mkdirSync(path.join(scratch, "anew"));
    const stacked = readNpy(path.join(folder, "references_public_plain.npy")).data;
    assert.deepEqual(await readAs({ unsaid }), stacked);
    assert.deepEqual(passes, []);
    assert.deepEqual(await readAs({ unsaid, store: path.join(scratch, "anew") }), stacked);
    assert.notDeepEqual(await readAs({ store: path.join(scratch, "anew") }), stacked);
    sets.public.close();
    const weights = ["reference-0", "reference-1"].map((name) =>
      readNetwork(path.join(folder, `${name}.safetensors`)),
    );
    assert.notDeepEqual(weights[0].stem.weight.slice(0, 9), weights[1].stem.weight.slice(0, 9));
  });

  test("a folder of another target or another recipe is refused, naming the difference", async () => {
    await assert.rejects(
      run("whole", "--seed", "7"),
      /found references made with seed 42, expected 7/,
    );
    const other = path.join(fixtures, "inference", "resnet34-7x7.pt");
    await assert.rejects(
      run("whole", "--model", other),
      /plan\.json: found references made with a target of SHA-256 [0-9a-f]{64}, expected/,
    );
  });

  test("one class only, or fewer images than make a batch, are refused", async () => {
    await assert.rejects(
      run("refused", "--batch-size", "25"),
      /^Error: --batch-size: found 25, expected at most 24, half of the images$/,
    );
    const oneClass = { ...readDataset(dataset("public")), labels: new Int32Array(24).fill(2) };
    assert.throws(
      () => auditImages([oneClass]),
      /public\.npz: found images of class 2 only, expected two classes or more$/,
    );
    oneClass.close();
    assert.ok(!existsSync(path.join(scratch, "refused")));
  });

  test("a step that does not fit in memory is refused before it is tried", () => {
    const network = openNetwork("resnet18-3x3");
    const images = { count: 40000, height: 32, width: 32 };
    requireRoom(network, images, { batchSize: 128 }, 2 ** 30);
    const { bytes, added } = stepMemory(network, images, 128);
    assert.ok(bytes - added >= 100 * 2 ** 20, "what the process has already is no part of it");
    requireRoom(network, images, { batchSize: 128 }, added);
    assert.throws(
      () => requireRoom(network, images, { batchSize: 4096 }, 2 ** 30),
      /^Error: --batch-size: found 4096, which takes about [\d,]+ MiB where 1,024 MiB are free, expected/,
    );
  });

  test("more outputs than one array holds are refused before anything is trained", () => {
    const sets = { public: { ids: { length: 40_000 } }, private: { ids: { length: 100_000 } } };
    requireHeld(2 * 20, sets, 1000);
    assert.throws(
      () => requireHeld(2 * 22, sets, 1000),
      /^Error: --pairs: found 22, whose outputs of 100000 private images and 1000 classes are 4400000000 numbers, expected 21 at most$/,
    );
  });

  test("a loss that is no number ends training with a message", async () => {
    const failure = await run("diverged", "--lr", "1e30").catch((error) => error);
    assert.ok(failure instanceof TrainingFailure);
    assert.match(failure.message, /^reference-0: found a loss of NaN in step \d+ of epoch \d+/);
  });
});
