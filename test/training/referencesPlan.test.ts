import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  copyFileSync,
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
import { lockFile, sha256, writeNpy } from "../../lib/files/outputs";
import { place, startOf } from "../../lib/files/outputs/processes";
import { repositoryRoot } from "../../lib/repository";
import { parseReferencesArguments, runReferences } from "../../lib/training";
import { claimFolder } from "../../lib/training/references/folder";
import { type Plan, planHash } from "../../lib/training/references/plan";

const fixtures = path.join(repositoryRoot(), "test", "fixtures");
const scratch = mkdtempSync(path.join(tmpdir(), "references-plan-"));
const file = (name: string) => path.join(scratch, name);

/** A run of two models, with a copy of every input beside a normalization.json. */
function run(out: string, tell: (line: string) => void = () => {}) {
  const words = [
    ...["--model", file("model.pt"), "--public", file("public.npz")],
    ...["--private", file("private.npz"), "--out", file(out), "--pairs", "1", "--epochs", "1"],
    ...["--tail", "1", "--batch-size", "12", "--lr", "0.005", "--threads", "1"],
  ];
  return runReferences(parseReferencesArguments(words, "/"), tell);
}

const normalise = (mean: number[], std: number[]) =>
  writeFileSync(file("normalization.json"), JSON.stringify({ mean, std }));
const usual = () => normalise([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);

const contents = (out: string) =>
  readdirSync(file(out))
    .sort()
    .map((name) => [name, sha256(path.join(file(out), name))]);

describe("a folder of references", () => {
  before(async () => {
    copyFileSync(path.join(fixtures, "inference", "resnet18-7x7.pt"), file("model.pt"));
    for (const name of ["public.npz", "private.npz"]) {
      copyFileSync(path.join(fixtures, "training", name), file(name));
    }
    usual();
    assert.equal(await run("whole"), 0);
  });
  after(() => rmSync(scratch, { recursive: true }));

  test("is refused to a run of another mean or std, and stays as it was", async () => {
    const before = contents("whole");
    normalise([0.4, 0.5, 0.5], [0.25, 0.25, 0.25]);
    const other =
      /plan\.json: found references made with mean \[0\.5,0\.5,0\.5\], expected \[0\.4,0\.5,0\.5\], or another --out$/;
    await assert.rejects(run("whole"), other);
    normalise([0.5, 0.5, 0.5], [0.25, 0.25, 0.2]);
    await assert.rejects(
      run("whole"),
      /made with std \[0\.25,0\.25,0\.25\], expected \[0\.25,0\.25,0\.2\],/,
    );
    usual();
    assert.deepEqual(contents("whole"), before);
  });

  test("is refused to a run that prepares images otherwise, and stays as it was", async () => {
    const before = contents("whole");
    const declare = (value: object) =>
      writeFileSync(file("preprocessing.json"), JSON.stringify(value));
    const other = (what: string) => new RegExp(`plan\\.json: found references made with ${what}$`);
    const told = '\\{"input":"pil",.*"channels":"BGR"\\}, or another --out';
    declare({ channels: "BGR" });
    await assert.rejects(
      run("whole"),
      other(`a preparation of public images of none, expected ${told}`),
    );
    declare({ scale: 255 });
    await assert.rejects(run("whole"), other("scale none, expected 255, or another --out"));
    declare({});
    assert.equal(await run("whole"), 0);
    rmSync(file("preprocessing.json"));
    assert.deepEqual(contents("whole"), before);
  });

  test("of prepared images says so in plan.json, and is refused to a run that takes them as stored", async () => {
    writeFileSync(file("preprocessing.json"), JSON.stringify({ channels: "BGR" }));
    assert.equal(await run("turned"), 0);
    rmSync(file("preprocessing.json"));
    const { datasets }: Plan = JSON.parse(
      readFileSync(path.join(file("turned"), "plan.json"), "utf8"),
    );
    for (const { prepared } of Object.values(datasets)) assert.match(`${prepared}`, /"BGR"/);
    await assert.rejects(
      run("turned"),
      /made with a preparation of public images of \{.*"BGR"\}, expected none, or another --out$/,
    );
  });

  const plan = (): Plan => JSON.parse(readFileSync(path.join(file("whole"), "plan.json"), "utf8"));
  const others: [string, (plan: Plan) => object, RegExp][] = [
    [
      "engine",
      () => ({ engine: "tfjs" }),
      /made with engine onnxruntime-node [\d.]+, expected tfjs,/,
    ],
    [
      "trainer",
      () => ({ trainer: "edition 0" }),
      /made with trainer edition 1 on .+, expected edition 0,/,
    ],
    [
      "recipe",
      ({ recipe }) => ({ recipe: { ...recipe, momentum: 0 } }),
      /momentum 0\.9, expected 0,/,
    ],
    [
      "beginning",
      ({ recipe }) => ({ recipe: { ...recipe, from: "scratch" } }),
      /made with from none, expected scratch,/,
    ],
    [
      "choice among the target's models",
      ({ target }) => ({ target: { ...target, weights: "ema" } }),
      /made with weights none, expected ema,/,
    ],
    [
      "part that the other has not",
      ({ recipe }) => ({ recipe: { ...recipe, warmup: 1 } }),
      /made with warmup none, expected 1,/,
    ],
  ];
  for (const [what, change, message] of others) {
    test(`is refused to a plan of another ${what}`, () => {
      const other = { ...plan(), ...change(plan()) };
      assert.throws(() => claimFolder(file("whole"), other as Plan), message);
    });
  }

  test("that an edition began which knew neither preparation nor other recipes keeps its name", () => {
    const { target, datasets, normalization, engine, trainer, recipe } = plan();
    const part = (name: string) => [name, recipe[name as keyof typeof recipe]];
    const parts = [
      ["a target of SHA-256", target.sha256],
      ["a target read as", target.network],
      ...Object.entries(datasets).map(([set, one]) => [`a ${set} dataset of SHA-256`, one.sha256]),
      ["mean", normalization.mean],
      ["std", normalization.std],
      ["engine", engine],
      ["trainer", trainer],
      ...["pairs", "epochs", "tail", "batchSize", "learningRate", "tailRate", "momentum"].map(part),
      ...["weightDecay", "padding", "seed", "stem", "threads"].map(part),
    ];
    const name = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
    assert.equal(planHash(plan()), name);
    assert.ok(!JSON.stringify(plan()).includes("prepared"));
  });

  test("that an earlier edition began, whose plan knows no mean, is refused", () => {
    const { normalization, ...old } = plan();
    rmSync(file("old"), { recursive: true, force: true });
    claimFolder(file("old"), old as Plan);
    assert.throws(() => claimFolder(file("old"), plan()), /made with mean none, expected \[0\.5,/);
  });

  const damages: [string, (logits: string) => void][] = [
    ["hold NaN", (logits) => forge(logits, new Float32Array(24 * 9).fill(Number.NaN))],
    ["are of int32", (logits) => forge(logits, new Int32Array(24 * 9))],
    ["are too few", (logits) => forge(logits, new Float32Array(23 * 9))],
    [
      "are others",
      (logits) => writeNpy(logits, { data: new Float32Array(24 * 9), shape: [24, 9] }),
    ],
    ["are missing", (logits) => rmSync(logits)],
  ];
  /** Another array, with its own SHA-256 in the note beside it. */
  function forge(logits: string, data: Float32Array | Int32Array): void {
    const hash = writeNpy(logits, { data, shape: [data.length / 9, 9] });
    const note = logits.replace(/npy$/, "json");
    const told = JSON.parse(readFileSync(note, "utf8"));
    writeFileSync(note, JSON.stringify({ ...told, sha256: hash }, null, 2));
  }
  for (const [what, damage] of damages) {
    test(`computes logits that ${what} again before it puts them together`, async () => {
      const sound = contents("whole");
      damage(path.join(file("whole"), "logits_private_reference-1_flip.npy"));
      assert.equal(await run("whole"), 0);
      assert.deepEqual(contents("whole"), sound);
    });
  }

  test("trains a model again whose files are another model's", async () => {
    const sound = contents("whole");
    for (const ending of ["json", "safetensors"]) {
      const [other, own] = [1, 0].map((n) => path.join(file("whole"), `reference-${n}.${ending}`));
      copyFileSync(other, own);
    }
    assert.equal(await run("whole"), 0);
    assert.deepEqual(contents("whole"), sound);
  });

  test("whose model another process trains is refused to a second one", async () => {
    const lock = lockFile(path.join(file("shared"), "reference-1.lock"), "reference-1");
    const who = `process ${process.pid} on \\S+ writing in it since`;
    await assert.rejects(run("shared"), new RegExp(`shared/reference-1: found ${who}`));
    lock.release();
    assert.equal(await run("shared"), 0);
    assert.deepEqual(contents("shared"), contents("whole"));
  });

  test("is not begun in the folder of another run, nor while one writes there", async () => {
    for (const name of ["references.json", "metrics.json", "models.json"]) {
      mkdirSync(file("taken"), { recursive: true });
      writeFileSync(path.join(file("taken"), name), "{}");
      await assert.rejects(
        run("taken"),
        new RegExp(
          `taken/${name}: found .*, expected (a folder of its own for reference models|another --out)$`,
        ),
      );
      assert.deepEqual(readdirSync(file("taken")), [name]);
      rmSync(file("taken"), { recursive: true });
    }
    mkdirSync(file("held"));
    const holder = {
      pid: process.ppid,
      place,
      started: startOf(process.ppid),
      host: "h",
      since: "s",
    };
    writeFileSync(path.join(file("held"), ".mia-lock"), JSON.stringify(holder));
    await assert.rejects(
      run("held"),
      /held: found process \d+ on h writing in it since s, expected no/,
    );
  });

  test("takes no model whose dataset changed while it was trained", async () => {
    const bytes = readFileSync(file("public.npz"));
    const change = () => writeFileSync(file("public.npz"), bytes);
    await assert.rejects(
      run("changed", change),
      /public\.npz: found a file written at \S+Z at the end, expected \S+Z as when the run began reading it$/,
    );
    assert.deepEqual(
      readdirSync(file("changed")).filter((name) => !/^(plan|.*\.state\.)/.test(name)),
      [],
    );
  });
});
