import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
  allowedTpr,
  confront,
  guaranteedEpsilon,
  type NoisyTraining,
  readGuarantee,
} from "../../../lib/audit/dp";
import { composedEpsilon } from "../../../lib/audit/dp/composedEpsilon";
import { lossOfStep } from "../../../lib/audit/dp/lossOfStep";
import { renyiOfStep } from "../../../lib/audit/dp/renyi";
import { divergencesOf, renyiEpsilon } from "../../../lib/audit/dp/renyiEpsilon";
import { epsilonBounds } from "../../../lib/audit/epsilon";
import { gaussianEpsilon } from "../../../lib/audit/epsilon/gaussian";

const file = path.join(__dirname, "../../fixtures/audit/dp.json");
const reference = JSON.parse(readFileSync(file, "utf8"));

/** From the public tests of other accountants: figures, not code. */
const PUBLISHED = {
  /** Opacus, opacus/tests/accountants_test.py, RDPAccountant. */
  opacus: { noiseMultiplier: 1.5, samplingRate: 0.04, steps: 2250, epsilon: 7.32911117143 },
  /** The same file: at most epsilon 8 with this much noise, found to within .01. */
  opacusNoise: { noiseMultiplier: 1.425307617, samplingRate: 0.04, steps: 2250, epsilon: 8 },
  /** dp-accounting, rdp_privacy_accountant_test.py: 50 steps, q .01, sigma 2.5, by order. */
  dpAccounting: { 2.5: 1.0854871e-3, 5: 2.18075656e-3, 50: 2.38460375e-2, 100: 167.416308 },
  /** The same file: one Gaussian of this noise is exactly (1, 1e-6)-private by Renyi divergences. */
  gaussian: { noiseMultiplier: 4.530877117, samplingRate: 1, steps: 1, epsilon: 1 },
  /** dp-accounting, pld_privacy_accountant_test.py: epsilon 1 at these deltas, to within .001. */
  lossDistributions: [
    { noiseMultiplier: 0.5, samplingRate: 0.2, steps: 3, delta: 0.15594 },
    { noiseMultiplier: Math.sqrt(3), samplingRate: 1, steps: 3, delta: 0.126936 },
  ],
} as const;

const near = (found: number, expected: number, share: number, what = "") =>
  assert.ok(Math.abs(found / expected - 1) < share, `${what}: ${found}, not ${expected}`);

test("the divergence of a step is that of mpmath's quadrature, and dp-accounting's", () => {
  for (const { samplingRate, noiseMultiplier, order, value } of reference.renyi) {
    const where = `q ${samplingRate}, sigma ${noiseMultiplier}, order ${order}`;
    near(renyiOfStep(samplingRate, noiseMultiplier, order), value, 1e-8, where);
  }
  for (const [order, value] of Object.entries(PUBLISHED.dpAccounting)) {
    near(50 * renyiOfStep(0.01, 2.5, Number(order)), value, 1e-4, order);
  }
});

test("without sampling the divergence is that of the Gaussian, order / (2 sigma^2)", () => {
  assert.equal(renyiOfStep(1, 10, 20), 0.1);
  near(renyiOfStep(1 - 1e-12, 10, 20), 0.1, 1e-9);
});

test("where losses are so far apart that their chances are no float64s, epsilon is still not too small", () => {
  for (const samplingRate of [1, 0.5]) {
    const step = { noiseMultiplier: 0.02, samplingRate };
    const { removed, added, beyond } = lossOfStep(step, 0.05, 9, 1e6) ?? assert.fail();
    for (const [masses, left] of [
      [removed, beyond.removed] as const,
      [added, beyond.added] as const,
    ]) {
      near(masses.reduce((sum, mass) => sum + mass, 0) + left, 1, 1e-12, "all chances");
    }
  }
  // mu = sqrt(steps) / sigma; Balle and Wang (2018), theorem 8, at delta 1e-5
  for (const [noiseMultiplier, steps, exact] of [
    [0.04, 3, 1122.175],
    [0.1, 30, 1733.598],
  ]) {
    const found = guaranteedEpsilon({ noiseMultiplier, samplingRate: 1, steps }, 1e-5);
    assert.ok(found >= exact, `${found} of at least ${exact}`);
  }
});

const byRenyi = (training: NoisyTraining, delta: number) =>
  renyiEpsilon(divergencesOf(training), delta);

test("epsilon by Renyi divergences is Opacus' and dp-accounting's at their figures", () => {
  const { opacus, opacusNoise, gaussian } = PUBLISHED;
  assert.ok(Math.abs(byRenyi(opacus, 1e-5) - opacus.epsilon) < 1e-8);
  const found = byRenyi(opacusNoise, 1e-5);
  assert.ok(found < 8 && found > 7.9, String(found));
  const one = byRenyi(gaussian, 1e-6);
  assert.ok(one >= 1 && one < 1 + 1e-6, String(one));
});

test("epsilon is never below the exact one, and less than a thousandth above", () => {
  const unsampled = [
    [1, 1],
    [4, 10],
  ].map(([noiseMultiplier, steps]) => {
    const epsilon = gaussianEpsilon(Math.sqrt(steps) / noiseMultiplier, 1e-6);
    return { noiseMultiplier, samplingRate: 1, steps, delta: 1e-6, epsilon };
  });
  for (const one of [...reference.exact, ...reference.few, ...unsampled]) {
    const { delta, epsilon, ...training } = one;
    const bound = guaranteedEpsilon(training, delta);
    assert.ok(bound >= epsilon && bound < 1.001 * epsilon, `${bound} beside ${epsilon}`);
    assert.ok(bound < byRenyi(training, delta));
  }
});

test("epsilon is that of dp-accounting's privacy loss distributions at their figures", () => {
  for (const { delta, ...training } of PUBLISHED.lossDistributions) {
    const found = guaranteedEpsilon(training, delta);
    assert.ok(Math.abs(found - 1) < 1e-3, String(found));
  }
});

test("whatever the noise, the sample and delta are, epsilon lies in the bracket of losses rounded down and up", () => {
  for (const { delta, down, up, ...training } of reference.brackets) {
    const found = guaranteedEpsilon(training, delta);
    assert.ok(found >= down && found <= up, `${found} between ${down} and ${up}`);
  }
});

test("where a grid would be too wide or steps too many, Renyi divergences hold", () => {
  for (const [noiseMultiplier, samplingRate, steps] of [
    [0.05, 0.5, 3],
    [1, 0.02, 1e9],
  ]) {
    const training = { noiseMultiplier, samplingRate, steps };
    const divergences = divergencesOf(training);
    const bound = renyiEpsilon(divergences, 1e-5);
    const composed = composedEpsilon(training, 1e-5, { divergences, bound });
    assert.ok(composed > 0.9 * bound, `${composed} beside ${bound}`);
    assert.equal(guaranteedEpsilon(training, 1e-5), Math.min(bound, composed));
  }
});

test("more noise, fewer steps, a smaller sample and a larger delta never make epsilon larger", () => {
  const training = { noiseMultiplier: 1, samplingRate: 0.02, steps: 500 };
  const epsilon = guaranteedEpsilon(training, 1e-5);
  assert.ok(guaranteedEpsilon({ ...training, noiseMultiplier: 1.2 }, 1e-5) < epsilon);
  assert.ok(guaranteedEpsilon({ ...training, steps: 400 }, 1e-5) < epsilon);
  assert.ok(guaranteedEpsilon({ ...training, samplingRate: 0.01 }, 1e-5) < epsilon);
  assert.ok(guaranteedEpsilon(training, 1e-4) < epsilon);
  assert.ok(byRenyi({ ...training, noiseMultiplier: 0.05 }, 1e-5) > epsilon);
  assert.equal(guaranteedEpsilon({ ...training, steps: 1, samplingRate: 1e-9 }, 0.1), 0);
});

test("dp is a stated guarantee or the training that one is composed from, and it says which", () => {
  assert.equal(readGuarantee(null), null);
  const stated = readGuarantee({ epsilon: 8, delta: 1e-5 });
  assert.deepEqual([stated?.epsilon, stated?.delta, stated?.training], [8, 1e-5, null]);
  assert.match(stated?.accountant ?? "", /as it was stated/);
  const { epsilon: expected, ...training } = PUBLISHED.opacus;
  const composed = readGuarantee({ ...training, delta: 1e-5 });
  near(composed?.epsilon ?? 0, 6.7688, 1e-3);
  assert.ok((composed?.epsilon ?? 0) < expected);
  assert.deepEqual(composed?.training, training);
  assert.match(composed?.accountant ?? "", /privacy loss .*upper bound/);
});

test("a dp that cannot be a guarantee is one line: the key, what was found, what was expected", () => {
  const training = { noiseMultiplier: 1, samplingRate: 0.01, steps: 10, delta: 1e-5 };
  const wrong: [unknown, RegExp][] = [
    [8, /^parameter dp: found 8, expected \{"epsilon": 8, "delta": 1e-5\} or/],
    [[8, 1e-5], /^parameter dp: found \[8,/],
    [{ epsilon: 8 }, /^parameter dp: found \{"epsilon":8\}/],
    [{ epsilon: 8, delta: 1e-5, sigma: 1 }, /^parameter dp: found .*"sigma":1/],
    [{ ...training, epsilon: 8 }, /^parameter dp: found .*"epsilon":8/],
    [{ epsilon: -1, delta: 1e-5 }, /dp, epsilon: found -1, expected a number from 0/],
    [{ epsilon: "8", delta: 1e-5 }, /dp, epsilon: found "8"/],
    [{ epsilon: 8, delta: 1 }, /dp, delta: found 1, expected a number from 0 to below 1/],
    [{ epsilon: Number.NaN, delta: 0 }, /dp, epsilon: found null/],
    [{ ...training, noiseMultiplier: 0 }, /dp, noiseMultiplier: found 0, expected .* above 0/],
    [{ ...training, samplingRate: 1.5 }, /dp, samplingRate: found 1\.5, expected .* at most 1/],
    [{ ...training, steps: 1.5 }, /dp, steps: found 1\.5, expected a whole number from 1/],
    [{ ...training, delta: 0 }, /dp, delta: found 0, expected above 0/],
  ];
  for (const [given, message] of wrong) {
    assert.throws(() => readGuarantee(given), { name: "InputError", message });
  }
});

test("the TPR that is allowed follows e^epsilon FPR + delta and its complement, and never exceeds 1", () => {
  const promised = { epsilon: Math.log(3), delta: 0.01 };
  near(allowedTpr(0.1, promised), 0.31, 1e-12);
  near(allowedTpr(0.7, promised), 1 - (1 - 0.01 - 0.7) / 3, 1e-12);
  assert.equal(allowedTpr(0.99, promised), 1);
  assert.equal(allowedTpr(0, promised), 0.01);
  for (let fpr = 0; fpr <= 1; fpr += 0.01) {
    assert.ok(allowedTpr(fpr, { epsilon: 0, delta: 0 }) <= fpr + 1e-12, "nothing but guessing");
    const tpr = allowedTpr(fpr, promised);
    if (tpr === 1 || fpr === 0) continue;
    near(1 - allowedTpr(1 - tpr, promised), fpr, 1e-9, "its own complement");
  }
});

test("a guarantee is contradicted where the one-run bound is above it, and both numbers are said", () => {
  const membership = Uint8Array.from({ length: 400 }, (_, row) => row % 2);
  const scores = Float64Array.from(membership, (one, row) => one + row / 400);
  const [, oneRun] = epsilonBounds(membership, scores);
  assert.ok(oneRun.epsilon > 2 && oneRun.epsilon < 8);
  const bounds = epsilonBounds(membership, scores, { delta: 1e-5 });
  const against = (epsilon: number) =>
    confront({ epsilon, delta: 1e-5, training: null, accountant: "as it was stated" }, bounds);
  const shown = String(Number(oneRun.epsilon.toFixed(2)));
  const { contradicted, says } = against(1);
  assert.equal(contradicted, true);
  assert.ok(says.startsWith("The guarantee is contradicted: the rows show an epsilon of at least"));
  assert.ok(says.includes(`${shown} (one-run, confidence 95 %), where at most 1 at delta`), says);
  assert.match(says, /adding or removing a record; one for replacing a record/);
  assert.equal(against(8).contradicted, false);
  assert.match(against(8).says, /not contradicted: .* at most 8 at delta .* not known\./);
  const elsewhere = epsilonBounds(membership, scores, { delta: 1e-3 });
  const guarantee = { epsilon: 8, delta: 1e-5, training: null, accountant: "" };
  assert.throws(() => confront(guarantee, elsewhere), /found delta 0\.001, expected 0\.00001/);
});
