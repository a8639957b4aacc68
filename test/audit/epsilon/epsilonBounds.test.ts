import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { epsilonBounds } from "../../../lib/audit/epsilon";
import { gaussianDelta, gaussianEpsilon, gaussianMu } from "../../../lib/audit/epsilon/gaussian";
import { ladder } from "../../../lib/audit/epsilon/thresholds";
import { normalQuantile } from "../../../lib/metrics";
import { Xoshiro128 } from "../../../lib/numeric/random";

const file = path.join(__dirname, "../../fixtures/audit/epsilon.json");
const reference = JSON.parse(readFileSync(file, "utf8"));

/** Scores of the best test of a Gaussian mechanism without randomness: quantiles, members' moved by mu. */
function quantiles(rows: number, mu: number) {
  const out = Float64Array.from({ length: rows }, (_, i) => normalQuantile((i + 0.5) / rows));
  const scores = Float64Array.from([...out.map((score) => score + mu), ...out]);
  return { scores, membership: Uint8Array.from(scores, (_, i) => (i < rows ? 1 : 0)) };
}

const PUBLISHED = {
  "clopper-pearson": "clopper_pearson_threshold_1",
  "one-run": "one_run_threshold_1",
  "one-run-fdp": "one_run_fdp_threshold_1",
} as const;

test("at a given threshold the bounds are jax_privacy's", () => {
  let compared = 0;
  for (const row of reference.rows) {
    const { scores, membership } = quantiles(row.n_in, row.mu);
    const bounds = epsilonBounds(membership, scores, { delta: row.delta, threshold: 1 });
    for (const [method, key] of Object.entries(PUBLISHED)) {
      if (row[key] === undefined) continue;
      const { epsilon } = bounds.find((bound) => bound.method === method)!;
      const where = `${method}, ${row.n_in} rows, mu ${row.mu}, delta ${row.delta}`;
      assert.ok(Math.abs(epsilon - row[key]) < 1e-3, `${where}: ${epsilon}, not ${row[key]}`);
      compared++;
    }
  }
  assert.equal(compared, 70);
});

test("a threshold that is found gives bounds near those of Bonferroni's rule or above, never above the truth", () => {
  for (const { n_in, mu, delta, ...row } of reference.rows) {
    if (mu < 1 || delta === 0) continue;
    const { scores, membership } = quantiles(n_in, mu);
    const bounds = epsilonBounds(membership, scores, { delta });
    const [rates, run] = bounds;
    assert.ok(rates.epsilon > row.clopper_pearson_bonferroni, `rates, ${n_in}, ${mu}, ${delta}`);
    assert.ok(run.epsilon >= row.one_run_bonferroni - 0.05, `one run, ${n_in}, ${mu}, ${delta}`);
    const truth = gaussianEpsilon(mu, delta);
    for (const { method, epsilon } of bounds) assert.ok(epsilon < truth, method);
  }
});

test("scores that say nothing never give an epsilon above 0", () => {
  const random = new Xoshiro128(2026);
  for (let k = 0; k < 200; k++) {
    const rows = k % 2 === 0 ? 60 : 400;
    const membership = Uint8Array.from({ length: rows }, () =>
      random.uint32() / 2 ** 32 < 0.5 ? 1 : 0,
    );
    const ties = k % 3 === 0 ? 5 : 1e9;
    const scores = Float64Array.from({ length: rows }, () =>
      Math.floor((random.uint32() / 2 ** 32) * ties),
    );
    for (const { method, epsilon } of epsilonBounds(membership, scores)) {
      assert.equal(epsilon, 0, `simulation ${k}, ${method}`);
    }
  }
});

test("unequal numbers of members alone are no leak", () => {
  const random = new Xoshiro128(7);
  const membership = Uint8Array.from({ length: 1000 }, () =>
    random.uint32() / 2 ** 32 < 0.8 ? 1 : 0,
  );
  const scores = Float64Array.from({ length: 1000 }, () => random.uint32() / 2 ** 32);
  for (const options of [{}, { threshold: 0.5 }]) {
    for (const { method, epsilon } of epsilonBounds(membership, scores, options)) {
      assert.equal(epsilon, 0, method);
    }
  }
});

test("the best test of a Gaussian mechanism comes near its epsilon, and nearer with more rows", () => {
  const truth = gaussianEpsilon(1, 1e-5);
  const found = [500, 20_000].map((rows) => {
    const { scores, membership } = quantiles(rows, 1);
    return epsilonBounds(membership, scores).find(({ method }) => method === "gaussian-dp")!
      .epsilon;
  });
  assert.ok(found[0] < found[1] && found[1] < truth, `${found}, ${truth}`);
  assert.ok(found[1] > 0.9 * truth, `${found[1]} of ${truth}`);
});

test("membership that scores give away is bounded by what so few rows can show", () => {
  const membership = Uint8Array.from({ length: 200 }, (_, i) => i % 2);
  const scores = Float64Array.from(membership);
  const [rates] = epsilonBounds(membership, scores, { delta: 0, threshold: 1 });
  // 100 of 100 and 0 of 100 at 97.5 % each: ln(.975^(1/100)... of scipy: log(.025**.01 / (1 - .025**.01))
  assert.ok(Math.abs(rates.epsilon - Math.log(0.025 ** 0.01 / (1 - 0.025 ** 0.01))) < 1e-9);
  assert.equal(rates.tried, 1);
});

test("mu, epsilon and delta of a Gaussian mechanism turn into one another", () => {
  // scipy: norm.cdf(-.5) - e * norm.cdf(-1.5)
  assert.ok(Math.abs(gaussianDelta(1, 1) - 0.12693673750664397) < 1e-14);
  const epsilon = gaussianEpsilon(0.7, 1e-6);
  assert.ok(Math.abs(gaussianMu(epsilon, 1e-6) - 0.7) < 1e-9);
});

test("the ladder of thresholds is fixed by the number of rows alone", () => {
  assert.deepEqual(ladder(20), [1, 2, 3, 4, 6, 9, 13, 19]);
});

for (const [options, message] of [
  [{ delta: 1 }, /^delta: found 1, expected a number from 0 to below 1$/],
  [{ delta: -0.1 }, /^delta: found -0\.1/],
  [{ confidence: 1 }, /^confidence: found 1, expected a number above \.5, below 1$/],
  [{ confidence: 0.5 }, /^confidence: found 0\.5/],
] as const) {
  test(`refused: ${JSON.stringify(options)}`, () => {
    const { scores, membership } = quantiles(20, 1);
    assert.throws(() => epsilonBounds(membership, scores, options), { message });
  });
}
