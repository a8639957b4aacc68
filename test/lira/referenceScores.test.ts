import assert from "node:assert/strict";
import { test } from "node:test";
import {
  baseScores,
  firstPairs,
  liraOnline,
  phiOf,
  referencePhi,
  referenceScores,
} from "../../lib/lira";
import { simulatedSet } from "../features/predictors/simulated";

const set = simulatedSet({ rows: 60, seed: 5 });
const strangers = Int32Array.from({ length: 30 }, (_, i) => 2 * i);

test("from four reference models on there are RMIA, BASE and LiRA, else no LiRA", () => {
  const { references } = set;
  assert.ok(references);
  const seen = {
    target: phiOf(set.logits, set.labels),
    references: referencePhi(references, set.labels),
  };
  const found = referenceScores(set, strangers);
  assert.deepEqual(Object.keys(found), [
    ...["RMIA", "RMIA_offline", "BASE", "LiRA", "LiRA_hierarchical"],
  ]);
  assert.deepEqual(found.BASE, baseScores(seen, references.trainedOn, "online"));
  assert.deepEqual(found.LiRA, liraOnline([seen], references.trainedOn, "pooled"));
  const three = { ...references, models: 3, trainedOn: references.trainedOn.subarray(0, 180) };
  const logits = new Map([...references.logits].map(([view, z]) => [view, z.subarray(0, 720)]));
  const fewer = referenceScores({ ...set, references: { ...three, logits } }, strangers);
  assert.deepEqual(Object.keys(fewer), ["RMIA", "RMIA_offline", "BASE"]);
});

test("RMIA's population is the strangers: the share of them that a row exceeds", () => {
  const one = referenceScores(set, strangers.subarray(0, 1)).RMIA;
  assert.deepEqual([...new Set(one)].sort(), [0, 1]);
  assert.equal(one[strangers[0]], 0);
});

test("where some rows no model was trained on, all attacks are offline ones", () => {
  const { references } = set;
  assert.ok(references);
  const trainedOn = references.trainedOn.map((inside, k) => (k % 60 === 3 ? 0 : inside));
  const found = referenceScores({ ...set, references: { ...references, trainedOn } }, strangers);
  assert.deepEqual(Object.keys(found), ["RMIA_offline", "BASE_offline", "LiRA_offline"]);
  const whole = referenceScores(set, strangers);
  assert.ok(Math.abs(found.RMIA_offline[5] - whole.RMIA_offline[5]) <= 2 / 30);
});

test("without reference models there are no scores", () => {
  assert.deepEqual(referenceScores({ ...set, references: undefined }, strangers), {});
});

test("the first pairs are scored as if later ones had not been trained", () => {
  const { references } = set;
  assert.ok(references);
  const one = firstPairs(references, 1);
  assert.deepEqual([one.models, one.trainedOn.length], [2, 2 * references.rows]);
  const logits = new Map([...references.logits].map(([view, z]) => [view, z.subarray(0, 480)]));
  const trainedOn = references.trainedOn.subarray(0, 120);
  const cut = { ...references, models: 2, logits, trainedOn };
  const scores = (outputs: typeof cut) =>
    referenceScores({ ...set, references: outputs }, strangers);
  assert.deepEqual(scores({ ...one, logits: new Map(one.logits) }), scores(cut));
  assert.throws(() => firstPairs(references, references.models), /^RangeError: pairs: found \d+/);
});
