import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { UsageError } from "../../lib/commandLine";
import { viewOf } from "../../lib/inference";
import { parseReferencesArguments } from "../../lib/training";
import { type Augmentation, drawChange, writeRows } from "../../lib/training/augment";
import { leftOutRows, modelsOf, trainedRows } from "../../lib/training/references/plan";
import { learningRateAt, type Recipe, USUAL_RECIPE } from "../../lib/training/references/recipe";
import { readingWords, recipeWords } from "../../lib/training/references/recipeWords";
import { goldenImages } from "../inference/fixtures";

const recipe = { ...USUAL_RECIPE, threads: 1 };

test("a pair's two models halve all images; another pair halves them otherwise", () => {
  const [first, second] = [trainedRows(recipe, 0, 41), trainedRows(recipe, 1, 41)];
  assert.deepEqual([first.length, second.length], [21, 20]);
  assert.deepEqual(leftOutRows(first, 41), second);
  assert.notDeepEqual(trainedRows(recipe, 2, 41), first);
  assert.deepEqual(trainedRows(recipe, 0, 41), first);
});

test("shards train every model once between them", () => {
  const shards = [1, 2, 3].map((index) => modelsOf({ index, count: 3 }, 8));
  assert.deepEqual(shards, [
    [0, 3, 6],
    [1, 4, 7],
    [2, 5],
  ]);
});

test("the rate falls by half a cosine over the augmented epochs and is constant in the tail", () => {
  const rates = [0, 15, 30, 59, 60, 79].map((step) => learningRateAt(recipe, step, 10));
  const cosine = (t: number) => 0.025 * (1 + Math.cos(Math.PI * t));
  assert.deepEqual(rates, [0.05, cosine(1 / 4), cosine(1 / 2), cosine(59 / 60), 0.01, 0.01]);
});

test("a changed image is the view of the same shift and flip, channel last", () => {
  const images = goldenImages(3);
  const [plain, viewed] = [new Uint8Array(3072), new Uint8Array(3072)];
  images.readBytes(2, 1, plain);
  viewOf(images, "flip+shift(-2,1)").readBytes(2, 1, viewed);
  const table = Float32Array.from({ length: 768 }, (_, i) => i);
  const rows = new Float32Array(3072);
  writeRows(plain, images, { dx: -2, dy: 1, flip: true }, table, rows);
  const expected = rows.map((_, i) => (i % 3) * 256 + viewed[(i % 3) * 1024 + Math.floor(i / 3)]);
  assert.deepEqual(rows, expected);
});

test("crops reach every place within the padding and mirror half the time", () => {
  const draws = [0, 2 ** 32 - 1, 2 ** 31 - 1];
  let at = 0;
  const change = drawChange("both", 2, () => draws[at++]);
  assert.deepEqual(change, { dx: -2, dy: 2, flip: false });
});

test("what is not augmented stays, and what is, is drawn as with both", () => {
  const changed = (kind: Augmentation) => {
    const draws = [0, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 31][Symbol.iterator]();
    const change = drawChange(kind, 2, () => draws.next().value ?? 0);
    return { ...change, next: draws.next().value };
  };
  const next = 2 ** 31;
  assert.deepEqual(changed("none"), { dx: 0, dy: 0, flip: false, next });
  assert.deepEqual(changed("flip"), { dx: 0, dy: 0, flip: true, next });
  assert.deepEqual(changed("crop"), { dx: -2, dy: 2, flip: false, next });
});

test("a constant rate stays, and one by steps is a tenth from half and from three quarters on", () => {
  const rates = (schedule: Recipe["schedule"]) =>
    [0, 29, 30, 44, 45, 59, 60].map((step) => learningRateAt({ ...recipe, schedule }, step, 10));
  assert.deepEqual(rates("constant"), [...new Array(6).fill(0.05), 0.01]);
  assert.deepEqual(rates("step"), [0.05, 0.05, 0.005, 0.005, 0.0005, 0.0005, 0.01]);
});

const needed = ["--model", "m", "--public", "p", "--private", "q", "--out", "o"];

test("a command line that cannot be followed is refused on one line", () => {
  const refused: [string[], RegExp][] = [
    [[], /^--model: found none, expected a path$/],
    [[...needed, "--shard", "3/2"], /^--shard: found 3\/2, expected I\/N with I from 1 to N$/],
    [[...needed, "--epochs", "0", "--tail", "0"], /^--epochs: found 0 beside a --tail of 0/],
    [[...needed, "--lr", "-1"], /^--lr: found -1, expected a number above 0$/],
    [[...needed, "--pairs"], /^--pairs: found nothing after it/],
    [[...needed, "--print", "pbs"], /^--print: found pbs, expected slurm, kubernetes$/],
    [[...needed, "--partition", "a b"], /^--partition: found a b, expected a name$/],
    [[...needed, "--sbatch", "--x\ny"], /^--sbatch/],
    [[...needed, "--momentum", "1"], /^--momentum: found 1, expected a number from 0 to below 1$/],
    [[...needed, "--from", "zero"], /^--from: found zero, expected target, scratch$/],
    [
      [...needed, "--unsaid", '{"epsilon": 0}'],
      /^--unsaid: found \{"epsilon": 0\}, expected \{"eps/,
    ],
    [[...needed, "--unsaid", "{"], /^--unsaid: found \{, expected \{"epsilon": a number above 0/],
    [[...needed, "--edition", "2023"], /^--edition: found 2023, expected 2024, 2025, 2026$/],
    [[...needed, "--preprocessing", "{"], /^--preprocessing: found \{, expected JSON, or a file/],
    [[...needed, "--fast"], /^--fast: unknown option$/],
  ];
  for (const [words, message] of refused) {
    assert.throws(
      () => parseReferencesArguments(words, "/"),
      (error: Error) => error instanceof UsageError && message.test(error.message),
    );
  }
});

test("a recipe is what is usual, what its file says and what options say over it, and is said again", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "recipe-")), "recipe.json");
  const parsed = (...options: string[]) =>
    parseReferencesArguments([...needed, "--recipe", file, ...options], "/").recipe;
  writeFileSync(file, '{"from": "scratch", "epochs": 40, "tail": 0, "labelSmoothing": 0.1}');
  const found = parsed("--epochs", "50", "--schedule", "step", "--threads", "1");
  const told = { from: "scratch", epochs: 50, tail: 0, labelSmoothing: 0.1, schedule: "step" };
  assert.deepEqual(found, { ...recipe, ...told });
  const again = parseReferencesArguments([...needed, ...recipeWords(found as Recipe)], "/");
  assert.deepEqual(again.recipe, found);
  for (const [text, message] of [
    ['{"epoch": 3}', /recipe\.json: found "epoch", expected one of pairs, from, epochs, /],
    ['{"momentum": "0.9"}', /recipe\.json: found momentum "0\.9", expected a number from 0 to/],
    ['{"schedule": "linear"}', /found schedule "linear", expected constant, cosine, step$/],
    ['{"__proto__": 1}', /recipe\.json: found "__proto__", expected one of/],
    ["[]", /recipe\.json: found no object/],
    ["{", /recipe\.json: found .*expected JSON$/],
  ] as const) {
    writeFileSync(file, text);
    assert.throws(() => parsed(), message);
  }
});

test("how files are read is what the notebooks' parameters of the same names say", () => {
  const read = (...options: string[]) =>
    parseReferencesArguments([...needed, ...options], "/home").reading;
  assert.deepEqual(read(), { weights: null, unsaid: null, edition: null, preprocessing: null });
  const given = ["--weights", "ema", "--edition", "2026", "--preprocessing", '{"resize": 8}'];
  const found = read(...given, "--unsaid", '{"epsilon": 0.001}');
  const unsaid = { epsilon: 0.001 };
  assert.deepEqual(found, { weights: "ema", unsaid, edition: 2026, preprocessing: { resize: 8 } });
  assert.deepEqual(read(...readingWords(found)), found);
  assert.equal(read("--preprocessing", "p.json").preprocessing, "/home/p.json");
});
