import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { blindAttack } from "../../../lib/audit/blind";
import { verdictOn } from "../../../lib/audit/blind/verdict";
import { readDataset } from "../../../lib/files";
import { absentImages } from "../../../lib/files/given/absentImages";
import { permutation } from "../../../lib/numeric/random";
import { repositoryRoot } from "../../../lib/repository";
import { pictures } from "./pictures";

const rows = 1000;
const membership = Uint8Array.from(permutation(rows, 5), (k) => k % 2);
const noLabels = new Int32Array(rows);
const options = { seed: 42 };

test("the embedded data: without the model, .5 lies within the interval", async () => {
  const dataset = readDataset(path.join(repositoryRoot(), "data", "public.pt"));
  const { images, labels } = dataset;
  const blind = await blindAttack({ images, labels, membership: dataset.membership! }, options);
  dataset.close();
  const [low, high] = [blind.auc.low!, blind.auc.high!];
  assert.ok(low < 0.5 && 0.5 < high, blind.verdict);
  assert.equal(blind.differ, false);
  assert.match(blind.verdict, /^no difference in source found: .* holds \.5$/);
});

test("members that are 8 of 255 brighter are detected as of another source", async () => {
  const images = pictures(rows, 2, (i) => 8 * membership[i]);
  const blind = await blindAttack({ images, labels: noLabels, membership }, options);
  assert.ok(blind.auc.low! > 0.5);
  assert.equal(blind.differ, true);
  assert.match(blind.verdict, /^members and non-members differ in source: blind AUC \.\d{3}, 95 %/);
});

test("classes that members are drawn from more often are detected by the label alone", async () => {
  const labels = Int32Array.from(membership, (m, i) => (i % 3 === 0 ? m : i % 2));
  const blind = await blindAttack(
    { images: pictures(rows, 3, () => 0), labels, membership },
    options,
  );
  assert.equal(blind.differ, true, blind.verdict);
});

test("members and non-members of one source stay at .5, and the seed decides every score", async () => {
  const data = { images: pictures(rows, 4, () => 0), labels: noLabels, membership };
  const told: number[] = [];
  const blind = await blindAttack(data, { ...options, onProgress: (done) => told.push(done) });
  assert.equal(blind.differ, false, blind.verdict);
  assert.deepEqual((await blindAttack(data, options)).scores, blind.scores);
  assert.deepEqual(told, [1, 2, 3, 4, 5]);
});

test("images that are all the same are refused, since nothing can be learnt from them", async () => {
  const images = { ...pictures(rows, 1, () => 0), readBytes: () => {} };
  await assert.rejects(
    blindAttack({ images, labels: noLabels, membership }, options),
    /^RangeError: images: found the same statistics and label in every row/,
  );
});

test("the verdict tells above, around and below .5 apart", () => {
  const found = (value: number, ends: [number, number] | null, note: string | null = null) => {
    const [low, high] = ends ?? [null, null];
    return verdictOn({ value, low, high, standardError: 0.01, note });
  };
  assert.deepEqual(
    [found(0.52, [0.501, 0.54]), found(0.5, [0.48, 0.52]), found(0.46, [0.44, 0.48])].map(
      ({ differ }) => differ,
    ),
    [true, false, false],
  );
  assert.match(
    found(0.5, null, "all scores are equal").verdict,
    /^no difference in source found: blind AUC \.500 \(all scores are equal\)$/,
  );
  assert.match(found(0.46, [0.44, 0.48]).verdict, /lies below \.5/);
  assert.match(
    found(1, null, "the scores of members and non-members do not overlap").verdict,
    /^members and non-members differ in source: blind AUC 1\.000 \(the scores/,
  );
});

test("too few rows, one class and rows that do not fit are refused in one line", async () => {
  const run = (y: number[], count = y.length) =>
    blindAttack(
      {
        images: pictures(count, 1, () => 0),
        labels: new Int32Array(count),
        membership: Uint8Array.from(y),
      },
      options,
    );
  await assert.rejects(
    run([1, 0]),
    /^RangeError: membership: found 1 members and 1 non-members, expected at least 25 of each for a blind attack$/,
  );
  await assert.rejects(run(Array(60).fill(1)), /found 60 members and 0 non-members/);
  await assert.rejects(run([1, 0], 3), /membership: found 2 rows, expected 3/);
});

test("without images the labels alone are looked at, and the verdict says so", async () => {
  const labels = Int32Array.from(membership, (m, i) => (i % 3 === 0 ? m : i % 2));
  const blind = await blindAttack({ images: absentImages(rows), labels, membership }, options);
  assert.equal(blind.differ, true, blind.verdict);
  assert.deepEqual(blind.names, ["label_0", "label_1"]);
  assert.match(blind.verdict, /no images were given, so labels alone were looked at$/);
});

test("without images and labels the baseline is not known, which is no verdict of sameness", async () => {
  const data = { images: absentImages(rows), labels: noLabels, membership };
  const blind = await blindAttack(data, options);
  assert.match(blind.verdict, /^not known, since neither images nor labels were given/);
  assert.equal(blind.auc.low, null);
});
