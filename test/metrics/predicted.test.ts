import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bootstrapTpr,
  bounds,
  crossfittedAuc,
  delongAuc,
  normalQuantile,
  predictedAuc,
  predictedAucDifference,
  predictedTpr,
  predictedTprDifference,
  rocAuc,
  tprAtFpr,
} from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { MT19937, permutation } from "../../lib/numeric/random";
import { drawSample } from "../bench/coveragePopulation";
import { Hits } from "../bench/hits";
import golden from "../fixtures/metrics/crossfitted.json";
import { assertNear } from "./assertNear";

const z = normalQuantile(0.975);
const population = { name: "continuous", shifts: [0.6, 0.5], grid: 0 } as const;
const sample = drawSample(population, 1000, new MT19937(8));
const folds = sample.membership.map((_, i) => 1 + ((i >> 1) % 5));

for (const c of golden.cases) {
  test(`a predicted AUC's variance is the estimate's and a new set's together: ${c.name}`, () => {
    const other = { members: c.other[0], nonMembers: c.other[1] };
    const { membership, a, b } = c;
    [a, b].forEach((scores, i) => {
      const found = predictedAuc({ membership, scores, folds: c.folds }, other);
      assertNear([found.standardError!], [c.predicted_standard_error[i]], 1e-13);
      assertNear(bounds(found)!, c.predicted_interval[i], 1e-13);
    });
    const found = predictedAucDifference({ membership, a, b, folds: c.folds }, other);
    const half = z * c.predicted_difference_standard_error;
    assertNear(bounds(found)!, [c.difference - half, c.difference + half], 1e-13);
  });
}

test("of a set as large as the one that judged, the variance of the AUC is twice the estimate's", () => {
  const { membership, a: scores } = sample;
  const sizes = { members: 500, nonMembers: 500 };
  const estimate = delongAuc(membership, scores);
  const { value, standardError } = predictedAuc({ membership, scores }, sizes);
  assert.equal(value, estimate.value);
  assertNear([standardError!], [estimate.standardError! * Math.SQRT2], 1e-14);
});

test("the larger the other set, the nearer a predicted interval is to the estimate's own", () => {
  const { membership, a: scores } = sample;
  const judged = { membership, scores, folds };
  const options = { seed: 1, replicates: 300 };
  const huge = { members: 30_000, nonMembers: 30_000 };
  const auc = bounds(predictedAuc(judged, huge))!;
  assertNear(auc, bounds(crossfittedAuc(membership, scores, folds))!, 1e-3);
  const [[tpr], [own]] = [
    predictedTpr({ membership, scores }, huge, [0.1], options),
    bootstrapTpr(membership, scores, [0.1], options),
  ];
  assertNear(bounds(tpr)!, bounds(own)!, 0.015);
});

test("a predicted TPR is one that the other set can show, and wider than the estimate's interval", () => {
  const { membership, a: scores } = sample;
  const options = { seed: 1, replicates: 401 }; // percentiles fall on replicates
  const [own] = bootstrapTpr(membership, scores, [0.1], options);
  const sizes = { members: 10, nonMembers: 500 };
  const [few] = predictedTpr({ membership, scores }, sizes, [0.1], options);
  assert.equal(few.value, own.value);
  const shown = bounds(few)!.map((end) => Math.round(end * 10) / 10);
  assertNear(bounds(few)!, shown, 1e-12);
  assert.ok(few.standardError! > 1.5 * own.standardError!);
});

test("95 % prediction intervals hold the other set's figures about 95 times in 100", () => {
  const rng = new MT19937(12);
  const sizes = { members: 100, nonMembers: 100 };
  const [auc, gap, tpr, tprGap] = ["AUC", "AUC gap", "TPR", "TPR gap"].map((n) => new Hits(n));
  for (let seed = 0; seed < 150; seed++) {
    const [judged, other] = [200, 200].map((rows) => drawSample(population, rows, rng));
    const { membership, a: scores } = judged;
    const own = Int32Array.from(membership, (_, i) => 1 + ((i >> 1) % 2));
    const options = { seed, replicates: 101 };
    const [aucs, tprs] = [
      [other.a, other.b].map((s) => rocAuc(other.membership, s)),
      [other.a, other.b].map((s) => tprAtFpr(other.membership, s, 0.2).tpr),
    ];
    const one = { membership, scores, folds: own };
    const pair = { ...judged, folds: own };
    auc.add(bounds(predictedAuc(one, sizes)), aucs[0]);
    gap.add(bounds(predictedAucDifference(pair, sizes)), aucs[0] - aucs[1]);
    tpr.add(bounds(predictedTpr(one, sizes, [0.2], options)[0]), tprs[0]);
    const [found] = predictedTprDifference(pair, sizes, [0.2], options);
    tprGap.add(bounds(found), tprs[0] - tprs[1]);
  }
  // The estimate's own interval would hold the other set's figure .83 of the time.
  for (const { name, coverage } of [auc, gap, tpr, tprGap]) {
    assert.ok(coverage > 0.9 && coverage < 0.995, `${name}: ${coverage}`);
  }
});

test("predictions are the same to the last bit in whatever order rows come", () => {
  const figures = (order: Int32Array) => {
    const [membership, a, b] = [
      take(sample.membership, order),
      take(sample.a, order),
      take(sample.b, order),
    ];
    const [own, sizes] = [take(folds, order), { members: 40, nonMembers: 60 }];
    const options = { seed: 2, replicates: 100 };
    return [
      predictedAuc({ membership, scores: a, folds: own }, sizes),
      predictedTpr({ membership, scores: a, folds: own }, sizes, [0.1, 0.3], options),
      predictedTprDifference({ membership, a, b, folds: own }, sizes, [0.1], options),
    ];
  };
  assert.deepEqual(
    figures(permutation(1000, 4)),
    figures(Int32Array.from({ length: 1000 }, (_, i) => i)),
  );
});

test("a prediction compares no scores of different folds: a fold's may be shifted as one likes", () => {
  const { membership, a } = sample;
  const moved = a.map((score, i) => score + 100 * folds[i]);
  const sizes = { members: 300, nonMembers: 300 };
  const options = { seed: 6, replicates: 100 };
  const seen = (scores: Float64Array) => [
    predictedAuc({ membership, scores, folds }, sizes),
    predictedTpr({ membership, scores, folds }, sizes, [0.1], options),
  ];
  assert.deepEqual(seen(moved), seen(a));
});

test("where the estimate has no interval the prediction has none, for the same reason", () => {
  const { membership, a: scores } = sample;
  const sizes = { members: 50, nonMembers: 50 };
  const few = { seed: 1, replicates: 100 };
  const equal = { membership, scores: scores.map(() => 1) };
  assert.match(predictedAuc({ ...equal, folds }, sizes).note!, /all scores are equal/);
  assert.match(predictedAuc(equal, sizes).note!, /all scores are equal/);
  const [found] = predictedTpr({ membership, scores, folds }, sizes, [0.05], few);
  assert.match(found.note!, /0.05 is not resolvable with 100 non-members in fold 1/);
  assert.match(predictedTpr({ membership, scores }, sizes, [0.01], few)[0].note!, /500 non/);
  const same = predictedAucDifference({ membership, a: scores, b: scores, folds }, sizes);
  assert.match(same.note!, /same way/);
});

test("a set without members or of half a row is refused", () => {
  const { membership, a: scores } = sample;
  const sizes = { members: 0, nonMembers: 5 };
  assert.throws(() => predictedAuc({ membership, scores }, sizes), /^RangeError: members: found 0/);
  const half = { members: 5, nonMembers: 0.5 };
  assert.throws(
    () => predictedTpr({ membership, scores }, half, [0.1], { seed: 1 }),
    /nonMembers: found 0.5, expected a whole number of 1 or more/,
  );
});
