import assert from "node:assert/strict";
import { test } from "node:test";
import { rocAuc, tprAtFpr } from "../../lib/metrics";
import { argsort } from "../../lib/numeric/arrays";
import { Xoshiro128 } from "../../lib/numeric/random";
import { alignScores } from "../../lib/review/answers/alignScores";
import { judge } from "../../lib/review/answers/judge";
import { judgementFindings } from "../../lib/review/answers/judgementFindings";
import { readAnswerRows } from "../../lib/review/answers/readAnswerRows";
import { simulateHoldout } from "../../lib/review/answers/simulateHoldout";
import { tieCost } from "../../lib/review/answers/tieCost";
import { answersText, makeRows, scratchFolder } from "./makeSubmission";

const { write } = scratchFolder();
const { ids, membership, scores } = makeRows();
const labels = ids.map((_, i) => (i % 4 < 2 ? "cat" : "dog"));
const answers = { ids, membership, labels };
const options = { seed: 42, holdout: 0.3, replicates: 100 };

test("a judgement's figures are the metrics' own, each rate with the FPR that it reaches", () => {
  const found = judge(scores, answers, options);
  assert.ok(Math.abs(found.auc.auc - rocAuc(membership, scores)) < 1e-12);
  assert.deepEqual(
    found.tpr.map(({ maxFpr, tpr, fpr }) => ({ maxFpr, tpr, fpr })),
    [0.05, 0.01, 0.001].map((maxFpr) => {
      const { tpr, fpr } = tprAtFpr(membership, scores, maxFpr);
      return { maxFpr, tpr, fpr };
    }),
  );
  for (const { fpr, maxFpr, tpr, lift, advantage } of found.tpr) {
    assert.ok(fpr <= maxFpr);
    assert.equal(advantage, tpr - maxFpr);
    assert.equal(lift, tpr / maxFpr);
  }
  assert.ok(found.tpr[0].interval, "200 non-members settle an FPR of .05");
  assert.match(String(found.tpr[1].note), /not resolvable with 200 non-members/);
  assert.deepEqual(judge(scores, answers, options), found);
});

test("each class has its own AUC, and the most exposed rows come first", () => {
  const { classes, exposed } = judge(scores, answers, options);
  const cats = labels.flatMap((label, i) => (label === "cat" ? [i] : []));
  const auc = rocAuc(
    cats.map((i) => membership[i]),
    cats.map((i) => scores[i]),
  );
  const ofCats = classes?.find(({ label }) => label === "cat");
  assert.ok(Math.abs((ofCats?.auc ?? 0) - auc) < 1e-12);
  assert.equal(exposed[0].score, Math.max(...scores));
  assert.equal(exposed[0].rank, 1);
});

test("a leaderboard on a small share lies further from the final figure than one on half", () => {
  const width = (share: number) => {
    const { auc } = simulateHoldout(membership, scores, { share, seed: 1, splits: 200 });
    assert.ok(auc && Math.abs(auc.mean) < 0.02);
    return auc.interval[1] - auc.interval[0];
  };
  assert.ok(width(0.05) > 1.5 * width(0.5));
});

test("both sides of a simulated split are measured as the metrics measure them", () => {
  const tied = scores.map((score) => Math.round(20 * score) / 20);
  const options = { share: 0.4, seed: 7, splits: 1 };
  const rng = new Xoshiro128(options.seed);
  const order = argsort(tied).reverse();
  const shown = ids.map(() => false);
  for (const row of order) shown[row] = rng.uint32() < options.share * 2 ** 32;
  const [leaderboard, final] = [true, false].map((side) => {
    const rows = [...ids.keys()].filter((row) => shown[row] === side);
    const [m, s] = [rows.map((row) => membership[row]), rows.map((row) => tied[row])];
    return { auc: rocAuc(m, s), tpr: tprAtFpr(m, s, 0.05).tpr };
  });
  const { auc, tpr } = simulateHoldout(membership, tied, options);
  assert.ok(Math.abs((auc?.mean ?? 0) - (leaderboard.auc - final.auc)) < 1e-12);
  assert.ok(Math.abs((tpr?.mean ?? 0) - (leaderboard.tpr - final.tpr)) < 1e-12);
});

test("ties across the threshold cost what random order would give", () => {
  assert.deepEqual(tieCost([1, 0, 1, 0], [9, 9, 5, 5], 0.25), { tpr: 0, tprIfBroken: 0.25 });
  const half = scores.map((score) => Math.round(4 * score));
  const codes = judgementFindings(judge(half, answers, options)).map(({ code }) => code);
  assert.deepEqual(codes, ["tie-cost"]);
});

test("scores upside down and scores by chance are told apart", () => {
  const codes = (values: Float64Array) =>
    judgementFindings(judge(values, answers, options)).map(({ code }) => code);
  assert.deepEqual(codes(scores), []);
  assert.deepEqual(codes(scores.map((score) => 1 - score)), ["inverted"]);
  assert.deepEqual(codes(makeRows({ shift: 0 }).scores), ["chance"]);
});

test("scores are brought into the order of the answers; a missing or doubled id has none", () => {
  const mixed = { ids: ["b", "a"], scores: Float64Array.of(0.2, 0.1) };
  assert.deepEqual(alignScores(mixed, ["a", "b"]), Float64Array.of(0.1, 0.2));
  assert.equal(alignScores(mixed, ["a", "c"]), null);
  assert.equal(alignScores({ ids: ["a", "a"], scores: mixed.scores }, ["a"]), null);
});

test("answers are read with their classes, and refused where a class of rows is missing", () => {
  const read = readAnswerRows(write("answers.csv", answersText(ids, membership)), null);
  assert.deepEqual(read, answers);
  const all = write(
    "all.csv",
    answersText(
      ids,
      membership.map(() => 1),
    ),
  );
  assert.throws(() => readAnswerRows(all, null), /found 400 members and 0 non-members/);
});
