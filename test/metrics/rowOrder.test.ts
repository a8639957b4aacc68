import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bootstrapTpr,
  bootstrapTprDifference,
  brierDifference,
  delongAuc,
  delongDifference,
  type HighIsMemberScores,
  type Membership,
  resampleTprs,
  resampleTprsOfEach,
  rocAuc,
  rocBand,
} from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { MT19937, permutation } from "../../lib/numeric/random";

const rows = 500;
const options = { seed: 42, replicates: 200 };

/** Rows of two score sets, members higher; rounded ones are full of ties. */
function drawn(round: (score: number) => number) {
  const random = new MT19937(5);
  const membership = Uint8Array.from({ length: rows }, () => (random.double() < 0.5 ? 1 : 0));
  const scores = (shift: number) =>
    Float64Array.from(membership, (member) => round(0.7 * random.double() + shift * member));
  return { membership, a: scores(0.2), b: scores(0.1) };
}

type Estimator = (y: Membership, a: HighIsMemberScores, b: HighIsMemberScores) => unknown;
const estimators: Record<string, Estimator> = {
  delongAuc: (y, a) => delongAuc(y, a),
  delongDifference: (y, a, b) => delongDifference(y, a, b),
  bootstrapTpr: (y, a) => bootstrapTpr(y, a, [0.05, 0.2], options),
  bootstrapTprDifference: (y, a, b) => bootstrapTprDifference(y, a, b, [0.05, 0.2], options),
  rocBand: (y, a) => rocBand(y, a, [0.05, 0.2], options),
  brierDifference: (y, a, b) => brierDifference(y, a, b),
};
const kinds = {
  "all different": (s: number) => s,
  "many tied": (s: number) => Math.round(s * 20) / 20,
};

for (const [kind, round] of Object.entries(kinds)) {
  for (const [name, estimate] of Object.entries(estimators)) {
    test(`${name} is the same to the last bit in whatever order rows come: scores ${kind}`, () => {
      const { membership, a, b } = drawn(round);
      const expected = estimate(membership, a, b);
      for (const seed of [1, 2, 3]) {
        const order = permutation(rows, new MT19937(seed));
        const found = estimate(take(membership, order), take(a, order), take(b, order));
        assert.deepEqual(found, expected);
      }
    });
  }
}

test("a TPR's interval hangs on the ranking alone: calibrated scores that keep it have the same", () => {
  const { membership, a } = drawn(kinds["all different"]);
  const [raw, calibrated] = [a, a.map((score) => score ** 3 / 2)].map((scores) => {
    const { low, high, value } = bootstrapTpr(membership, scores, [0.05], options)[0];
    return { low, high, value };
  });
  assert.deepEqual(calibrated, raw);
});

test("a TPR difference the other way round is the same with the other sign", () => {
  const { membership, a, b } = drawn(kinds["many tied"]);
  const [there] = bootstrapTprDifference(membership, a, b, [0.2], options);
  const [back] = bootstrapTprDifference(membership, b, a, [0.2], options);
  assert.notEqual(there.value, 0);
  assert.equal(back.value, -there.value);
  assert.ok(Math.abs(back.low! + there.high!) < 1e-14);
});

test("a group of score sets is resampled as if it were alone", () => {
  const { membership, a, b } = drawn(kinds["many tied"]);
  const groups = [[b], [a, b], [b, a]];
  const together = resampleTprsOfEach(membership, groups, [0.05, 0.2], options);
  const alone = groups.map((sets) => resampleTprs(membership, sets, [0.05, 0.2], options));
  assert.deepEqual(together, alone);
});

test("DeLong's AUC is the AUC, to the last bit", () => {
  for (const round of Object.values(kinds)) {
    const { membership, a } = drawn(round);
    assert.equal(delongAuc(membership, a).value, rocAuc(membership, a));
  }
});
