import assert from "node:assert/strict";
import { test } from "node:test";
import { bounds, delongDifference, spearman, tprAtFpr } from "../../lib/metrics";
import { reviewClass } from "../../lib/review/class/reviewClass";
import { makeRows } from "./makeSubmission";

const { ids, membership, scores } = makeRows();
const answers = { ids, membership, labels: null };
const options = { seed: 42, replicates: 100 };
const weak = makeRows({ shift: 0.02, seed: 5 }).scores;
const teams = [
  { name: "weak", scores: weak },
  { name: "strong", scores },
  { name: "copy", scores: scores.map((score) => score / 2) },
  { name: "cut", scores: null },
];

test("teams are ranked by TPR, and only a lead that the paired interval bears out is established", () => {
  const { order, leads, left, rows } = reviewClass(teams, answers, options);
  assert.deepEqual(order, ["strong", "copy", "weak"]);
  assert.deepEqual(left, ["cut"]);
  assert.equal(rows, 400);
  assert.deepEqual(
    leads.map(({ team, over, established }) => [team, over, established]),
    [
      ["strong", "copy", false],
      ["copy", "weak", true],
    ],
  );
  const tpr = (of: Float64Array) => tprAtFpr(membership, of, 0.05).tpr;
  assert.equal(leads[1].tpr.difference, tpr(scores) - tpr(weak));
  assert.deepEqual(leads[1].auc.interval, bounds(delongDifference(membership, scores, weak)));
});

test("a rescaled copy is a near-duplicate, and a real copy is the same", () => {
  const copies = [...teams, { name: "same", scores: scores.slice() }];
  const { nearDuplicates, correlation, compared } = reviewClass(copies, answers, options);
  assert.deepEqual(
    nearDuplicates.map(({ teams, identical }) => [...teams, identical]),
    [
      ["strong", "copy", false],
      ["strong", "same", true],
      ["copy", "same", false],
    ],
  );
  assert.equal(compared[0], "weak");
  assert.equal(correlation[0][1], spearman(weak, scores));
});

test("a team that ranks against the others is named, with or without answers", () => {
  const inverted = { name: "loss", scores: scores.map((score) => 1 - score) };
  for (const known of [answers, null]) {
    assert.deepEqual(reviewClass([...teams, inverted], known, options).upsideDown, ["loss"]);
    assert.deepEqual(reviewClass(teams, known, options).upsideDown, []);
  }
});

test("without answers nobody is ranked, and likeness is still shown", () => {
  const { order, leads, nearDuplicates } = reviewClass(teams, null, options);
  assert.deepEqual(order, ["weak", "strong", "copy"]);
  assert.deepEqual(leads, []);
  assert.equal(nearDuplicates.length, 1);
});
