import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bootstrapTpr,
  bounds,
  crossfittedAuc,
  crossfittedAucDifference,
  crossfittedRoc,
  crossfittedTpr,
  crossfittedTprDifference,
  delongAuc,
  normalQuantile,
  rocAuc,
} from "../../lib/metrics";
import { addedByFolds } from "../../lib/metrics/sharedRows";
import { take } from "../../lib/numeric/arrays";
import { permutation } from "../../lib/numeric/random";
import golden from "../fixtures/metrics/crossfitted.json";
import { assertNear } from "./assertNear";

const z = normalQuantile(0.975);
const [c] = golden.cases;
const options = { seed: 3, replicates: 400 };

for (const { membership, folds, ...own } of golden.cases) {
  const { name } = own;

  test(`cross-fitted AUC, its error and its interval are scikit-learn's and DeLong's, fold by fold: ${name}`, () => {
    [own.a, own.b].forEach((scores, i) => {
      const found = crossfittedAuc(membership, scores, folds);
      assertNear([found.value, found.standardError!], [own.auc[i], own.standard_error[i]], 1e-13);
      assertNear(bounds(found)!, own.interval[i], 1e-13);
    });
  });

  test(`the paired difference of cross-fitted AUCs is of the gaps between placements in each fold: ${name}`, () => {
    const found = crossfittedAucDifference(membership, own.a, own.b, folds);
    const { difference, difference_standard_error: error } = own;
    assertNear([found.value, found.standardError!], [difference, error], 1e-13);
    assertNear(bounds(found)!, [difference - z * error, difference + z * error], 1e-13);
  });

  test(`cross-fitted TPR and FPR count over folds what scikit-learn's curve allows in each: ${name}`, () => {
    [own.a, own.b].forEach((scores, i) => {
      const found = crossfittedTpr(membership, scores, folds, own.max_fprs, options);
      const points = found.flatMap(({ value, fpr }) => [value, fpr]);
      const expected = own.tpr[i].flatMap((tpr, k) => [tpr, own.fpr[i][k]]);
      assertNear(points, expected, 1e-13);
    });
    const gaps = crossfittedTprDifference(membership, own.a, own.b, folds, own.max_fprs, options);
    const expected = own.tpr[0].map((tpr, k) => tpr - own.tpr[1][k]);
    assertNear(
      gaps.map(({ value }) => value),
      expected,
      1e-13,
    );
  });
}

test("the variance is LeDell, Petersen and van der Laan's, each sum over rows less one, and the folds' share", () => {
  const perClass = 20; // of either class in each of the three folds
  [c.a, c.b].forEach((scores, i) => {
    const { value, standardError } = crossfittedAuc(c.membership, scores, c.folds);
    const variance = (c.influence_curve_standard_error[i] ** 2 * perClass) / (perClass - 1);
    const share = 10 / (8 + (value - 0.5) ** 2 / variance);
    assertNear([standardError!], [Math.sqrt(variance * (1 + share))], 1e-13);
  });
});

test("scores of different folds are never compared: a fold's scores may be shifted as one likes", () => {
  const moved = c.a.map((score, i) => score + 100 * c.folds[i]);
  const seen = (scores: number[]) => [
    crossfittedAuc(c.membership, scores, c.folds),
    crossfittedTpr(c.membership, scores, c.folds, [0.5], options),
  ];
  assert.deepEqual(seen(moved), seen(c.a));
  assert.notEqual(rocAuc(c.membership, moved), rocAuc(c.membership, c.a));
});

test("cross-fitted figures are the same to the last bit in whatever order rows come", () => {
  const [y, folds] = [Uint8Array.from(c.membership), Int32Array.from(c.folds)];
  const [a, b] = [c.a, c.b].map((scores) => Float64Array.from(scores));
  const figures = (order: Int32Array) => {
    const [known, one, other, dealt] = [
      take(y, order),
      take(a, order),
      take(b, order),
      take(folds, order),
    ];
    return [
      crossfittedAuc(known, one, dealt),
      crossfittedAucDifference(known, one, other, dealt),
      crossfittedTpr(known, one, dealt, [0.5], options),
      crossfittedTprDifference(known, one, other, dealt, [0.5], options),
    ];
  };
  assert.deepEqual(figures(permutation(y.length, 9)), figures(Int32Array.from(y.keys())));
});

test("folds are drawn by themselves: of two folds alike the error is a fold's by the root of two", () => {
  const twice = <T>(values: readonly T[]) => [...values, ...values];
  const folds = twice(c.membership).map((_, i) => (i < c.membership.length ? 1 : 2));
  const many = { seed: 4, replicates: 4000 };
  const [one] = bootstrapTpr(c.membership, c.a, [0.3], many);
  const [both] = crossfittedTpr(twice(c.membership), twice(c.a), folds, [0.3], many);
  assert.equal(both.value, one.value);
  const auc = delongAuc(c.membership, c.a);
  const added = addedByFolds(auc.value, auc.standardError! ** 2 / 2);
  const ratio = (one.standardError! / both.standardError!) * Math.sqrt(1 + added);
  assert.ok(Math.abs(ratio - Math.SQRT2) < 0.08, `ratio of errors: ${ratio}`);
});

test("a difference of cross-fitted TPRs is paired, and the other way round has the other sign", () => {
  const nudged = c.a.map((score, i) => score + 0.05 * Math.sin(i));
  const [there] = crossfittedTprDifference(c.membership, nudged, c.a, c.folds, [0.5], options);
  const [back] = crossfittedTprDifference(c.membership, c.a, nudged, c.folds, [0.5], options);
  const [single] = crossfittedTpr(c.membership, c.a, c.folds, [0.5], options);
  assert.ok(there.standardError! < single.standardError!);
  assertNear(bounds(back)!, [-there.high!, -there.low!], 1e-14);
});

test("an FPR below 10 / non-members of the smallest fold has no interval, and the fold is named", () => {
  const [at5, at4] = crossfittedTpr(c.membership, c.a, c.folds, [0.5, 0.4], options);
  assert.equal(at5.note, null);
  assert.equal(bounds(at4), null);
  assert.equal(at4.note, "FPR 0.4 is not resolvable with 20 non-members in fold 1: 10 / 20 = 0.5");
});

test("scores that tell nothing have twice the variance that takes the models as given", () => {
  assert.equal(addedByFolds(0.5, 0.01), 1);
  assert.equal(addedByFolds(0.49, 0.01 ** 2), 1);
  assertNear([addedByFolds(0.65, 0.015 ** 2)], [10 / 108], 1e-15);
});

test("equal scores, classes apart and folds of single rows have no interval but a note", () => {
  const noteOf = (scores: ArrayLike<number>) => crossfittedAuc(c.membership, scores, c.folds).note!;
  assert.match(noteOf(c.a.map(() => 1)), /all scores are equal/);
  assert.match(noteOf(c.membership), /do not overlap/);
  assert.match(crossfittedAucDifference(c.membership, c.a, c.a, c.folds).note!, /same way/);
  const small = crossfittedAuc([1, 0, 1, 0, 0], [2, 1, 1, 2, 3], [1, 1, 2, 2, 2]);
  assert.equal(small.value, 0.5);
  assert.match(small.note!, /fold 1 has 1 members and 1 non-members: no variance/);
});

test("wrong folds are refused in plain words", () => {
  const auc = (folds: ArrayLike<number>, membership = [1, 0, 1, 0]) =>
    crossfittedAuc(membership, [4, 2, 3, 1], folds);
  assert.throws(() => auc([1, 1, 2]), /^RangeError: folds: found 3 rows, expected 4 as in member/);
  assert.throws(() => auc([1, 1, 1, 1]), /folds: found all rows in one, expected 2 or more/);
  assert.throws(() => auc([0, 0, 1, 1]), /folds: found 0 in row 0, expected a whole number from 1/);
  assert.throws(() => auc([1, 1.5, 2, 2]), /folds: found 1.5 in row 1/);
  assert.throws(
    () => auc([1, 2, 1, 2]),
    /fold 1 of 2: found 2 members and 0 non-members, expected both/,
  );
  assert.throws(() => auc([1, 1, 3, 3]), /fold 2 of 2: found 0 members and 0 non-members/);
  assert.throws(
    () => crossfittedTpr([1, 0, 1, 0], [4, 2, 3, Number.NaN], [1, 1, 2, 2], [0.5], options),
    /scores: found NaN in row 3/,
  );
  assert.throws(
    () => crossfittedAucDifference([1, 0, 1, 0], [4, 2, 3, 1], [1, 2], [1, 1, 2, 2]),
    /scores: found 2 rows, expected 4/,
  );
});

for (const { membership, folds, a, name } of golden.cases) {
  test(`the curve says at each limit what the cross-fitted TPR says there: ${name}`, () => {
    const { fpr, tpr, auc, members, nonMembers, fewestNonMembers } = crossfittedRoc(
      membership,
      a,
      folds,
    );
    const limits = [0, 0.01, 0.05, 0.1, 0.29, 0.5, 1];
    const read = limits.map((limit) => tpr[fpr.filter((reached) => reached <= limit).length - 1]);
    const found = crossfittedTpr(membership, a, folds, limits, options);
    assertNear(
      read,
      found.map(({ value }) => value),
      1e-13,
    );
    assert.ok(tpr.every((value, i) => i === 0 || value >= tpr[i - 1]));
    assert.ok(fpr.every((value, i) => i === 0 || value >= fpr[i - 1]));
    assert.deepEqual([fpr[0], tpr[0], fpr[fpr.length - 1], tpr[tpr.length - 1]], [0, 0, 1, 1]);
    assert.equal(auc, crossfittedAuc(membership, a, folds).value);
    assert.equal(members + nonMembers, membership.length);
    assert.ok(fewestNonMembers <= nonMembers / new Set(folds).size);
  });
}
