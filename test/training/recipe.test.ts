import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../lib/commandLine";
import { viewOf } from "../../lib/inference";
import { parseReferencesArguments } from "../../lib/training";
import { drawChange, writeRows } from "../../lib/training/augment";
import { leftOutRows, modelsOf, trainedRows } from "../../lib/training/references/plan";
import { learningRateAt, USUAL_RECIPE } from "../../lib/training/references/recipe";
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
  const change = drawChange(2, () => draws[at++]);
  assert.deepEqual(change, { dx: -2, dy: 2, flip: false });
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
    [[...needed, "--fast"], /^--fast: unknown option$/],
  ];
  for (const [words, message] of refused) {
    assert.throws(
      () => parseReferencesArguments(words, "/"),
      (error: Error) => error instanceof UsageError && message.test(error.message),
    );
  }
});
