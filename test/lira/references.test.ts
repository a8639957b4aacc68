import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  BAYESIAN_DENSITIES,
  baseScores,
  liraBayesian,
  liraHierarchical,
  liraOffline,
  liraOnline,
  OFFLINE_CONVENTIONS,
  type OfflineConvention,
  phiOf,
  referenceCodeLira,
  referencePhi,
  requireSeen,
  rmiaLogRatios,
  rmiaScores,
  VARIANCES,
  type Variance,
} from "../../lib/lira";
import { exampleOf } from "../../lib/lira/references/hierarchical";
import { inOutMoments } from "../../lib/lira/references/inOutMoments";
import { logDensity, posterior } from "../../lib/lira/references/liraBayesian";
import { rocAuc } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import { gaussian } from "../features/predictors/simulated";

const golden = JSON.parse(readFileSync("test/fixtures/lira/references.json", "utf8"));
const trainedOn = Uint8Array.from(golden.trainedOn);
const view = {
  target: Float64Array.from(golden.target),
  references: Float64Array.from(golden.references),
};

function assertNear(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-11) {
  assert.equal(found.length, expected.length);
  for (let i = 0; i < found.length; i++) {
    const allowed = tolerance * Math.max(1, Math.abs(expected[i]));
    assert.ok(Math.abs(found[i] - expected[i]) <= allowed, `${i}: ${found[i]}, ${expected[i]}`);
  }
}

describe("LiRA with reference models", () => {
  for (const variance of VARIANCES) {
    test(`online and offline, ${variance} variance, as scipy's normal gives them`, () => {
      const expected = golden.lira[variance];
      assertNear(liraOnline([view], trainedOn, variance), expected.online);
      for (const convention of OFFLINE_CONVENTIONS) {
        const found = liraOffline([view], trainedOn, variance, convention);
        assertNear(found, expected[convention], convention === "cdf" ? 1e-12 : 1e-10);
      }
    });
  }

  test("views are averaged", () => {
    const second = { ...view, target: view.target.map((phi) => phi + 1) };
    const [a, b, both] = [[view], [second], [view, second]].map((views) =>
      liraOnline(views, trainedOn, "pooled"),
    );
    assertNear(
      both,
      a.map((score, i) => (score + b[i]) / 2),
    );
  });

  test("a known case by hand: out models at -1 and 1, in models at 3 and 5, target at 2", () => {
    const hand = { target: Float64Array.of(2), references: Float64Array.of(-1, 1, 3, 5) };
    const seen = Uint8Array.of(0, 0, 1, 1);
    // Deviations are 1 and distances to both means 2, so neither is the likelier.
    assertNear(liraOnline([hand], seen, "perExample"), [0]);
    // The residuals' squares add up to 2 with one degree of freedom: the deviation is the root of 2.
    assertNear(liraOffline([hand], seen, "pooled", "cdf"), [0.9213503964748574]);
    assertNear(liraOffline([hand], seen, "perExample", "cdf"), [0.9772498680518208]);
  });

  test("pooled variance pools residuals, not raw values: moving one example changes no deviation", () => {
    const moved = view.references.map((phi, k) => (k % 12 === 4 ? phi + 100 : phi));
    const target = view.target.map((phi, i) => (i === 4 ? phi + 100 : phi));
    assertNear(
      liraOnline([{ target, references: moved }], trainedOn, "pooled"),
      liraOnline([view], trainedOn, "pooled"),
      1e-9,
    );
  });

  test("logTail ranks as cdf does, and still ranks where cdf is 1", () => {
    const far = { target: Float64Array.of(9, 20, 31, 45.5, 300), references: new Float64Array(10) };
    far.references.set([-1, -1, -1, -1, -1, 1, 1, 1, 1, 1]);
    const seen = new Uint8Array(10);
    assert.deepEqual(new Set(liraOffline([far], seen, "perExample", "cdf")).size, 1);
    const tails = liraOffline([far], seen, "perExample", "logTail");
    assertNear(tails.subarray(2), golden.logTail.value, 1e-6);
    assert.ok(tails.every((value, i) => i === 0 || value > tails[i - 1]));
  });

  test("what it cannot be computed from is refused on one line", () => {
    const pair = { target: Float64Array.of(1, 2), references: Float64Array.of(0, 1, 2, 3) };
    const seen = Uint8Array.of(0, 1, 1, 0);
    assert.throws(
      () => liraOnline([pair], seen, "pooled"),
      /^RangeError: variance pooled: found no example with two in models that differ, expected at least one \(RMIA and BASE need no variance\)$/,
    );
    assert.throws(
      () => liraOffline([pair], seen, "perExample", "cdf"),
      /found 1 out models and no spread in row 0, expected two that differ/,
    );
    assert.throws(() => liraOnline([view], trainedOn, "global" as Variance), /found "global"/);
    assert.throws(
      () => liraOffline([view], trainedOn, "pooled", "pdf" as OfflineConvention),
      /convention: found "pdf", expected one of cdf, logTail, logpdf/,
    );
    assert.throws(() => liraOnline([], trainedOn, "pooled"), /views: found none/);
    assert.throws(
      () => liraOnline([{ ...view, target: new Float64Array(5) }], trainedOn, "pooled"),
      /found 96 values for 5 rows, expected 96/,
    );
    const never = trainedOn.map((value, k) => (k % 12 === 7 ? 0 : value));
    assert.throws(
      () => liraOnline([view], never, "pooled"),
      /found no model trained on row 7, expected at least one/,
    );
  });
});

/** Examples whose phi is Gaussian with means of their own, in one unit above out. */
function simulated(models: number, rows: number, seed: number, sdOf: (i: number) => number) {
  const rng = new MT19937(seed);
  const centre = Float64Array.from({ length: rows }, () => 3 * gaussian(rng));
  const inside = new Uint8Array(models * rows);
  for (let i = 0; i < rows; i++) {
    for (let m = 0; m < models; m++) inside[m * rows + i] = (m + i) % 2;
  }
  const draw = (i: number, member: number) => centre[i] + member + sdOf(i) * gaussian(rng);
  const membership = Uint8Array.from({ length: rows }, () => rng.interval(1));
  return {
    membership,
    trainedOn: inside,
    centre,
    view: {
      target: Float64Array.from(membership, (member, i) => draw(i, member)),
      references: Float64Array.from(inside, (member, k) => draw(k % rows, member)),
    },
  };
}

describe("on Gaussians whose best test is known", () => {
  test("LiRA comes up to the likelihood ratio of the true means, and a global threshold does not", () => {
    const { membership, trainedOn: seen, view: phi, centre } = simulated(64, 4000, 5, () => 1);
    const best = phi.target.map((value, i) => value - centre[i] - 0.5);
    const auc = (scores: Float64Array) => rocAuc(membership, scores);
    // The distance of one deviation gives AUC Phi(1 / sqrt 2) = .760.
    assert.ok(Math.abs(auc(best) - 0.76) < 0.015);
    const online = auc(liraOnline([phi], seen, "pooled"));
    assert.ok(auc(best) - online < 0.01, `${online}`);
    assert.ok(auc(best) - auc(liraOffline([phi], seen, "pooled", "logTail")) < 0.01);
    assert.ok(auc(phi.target) < 0.62);
  });

  test("with few models pooling beats each example's own variance, and shrinking is near the better", () => {
    const { membership, trainedOn: seen, view: phi } = simulated(8, 4000, 6, () => 1);
    const auc = (variance: Variance) => rocAuc(membership, liraOnline([phi], seen, variance));
    assert.ok(auc("pooled") > auc("perExample") + 0.02);
    assert.ok(auc("shrunken") > auc("pooled") - 0.005);
  });

  test("where variances differ and models are many, shrinking beats pooling", () => {
    const sd = (i: number) => (i % 2 === 0 ? 0.3 : 3);
    const { membership, trainedOn: seen, view: phi } = simulated(32, 4000, 7, sd);
    const auc = (variance: Variance) => rocAuc(membership, liraOnline([phi], seen, variance));
    assert.ok(auc("shrunken") > auc("pooled") + 0.02);
  });
});

describe("hierarchical LiRA", () => {
  const none = new Int32Array();

  test("with few models it comes near the best test, where Gaussians of each example do not", () => {
    const { membership, trainedOn: seen, view: phi, centre } = simulated(4, 4000, 6, () => 1);
    const auc = (scores: Float64Array) => rocAuc(membership, scores);
    const best = auc(phi.target.map((value, i) => value - centre[i] - 0.5));
    const found = auc(liraHierarchical([phi], seen, none));
    assert.ok(found > auc(liraOnline([phi], seen, "pooled")) + 0.01, `${found}`);
    assert.ok(found > best - 0.05, `${found} of ${best}`);
  });

  test("where variances differ and models are many, it is as good as shrinking", () => {
    const sd = (i: number) => (i % 2 === 0 ? 0.3 : 3);
    const { membership, trainedOn: seen, view: phi } = simulated(32, 4000, 7, sd);
    const found = rocAuc(membership, liraHierarchical([phi], seen, none));
    assert.ok(found > rocAuc(membership, liraOnline([phi], seen, "shrunken")) - 0.002);
  });

  test("a target that is trained further than its references scores as if it were not", () => {
    const { trainedOn: seen, view: phi } = simulated(4, 400, 8, () => 1);
    const strangers = Int32Array.from({ length: 200 }, (_, i) => 2 * i);
    const further = { ...phi, target: phi.target.map((value) => value + 2) };
    const moved = liraHierarchical([further], seen, strangers);
    assertNear(moved, liraHierarchical([phi], seen, strangers), 1e-9);
    assert.notDeepEqual(moved, liraHierarchical([further], seen, none));
  });

  test("an example's predictive density is the integral over level, gap and variance", () => {
    const prior = {
      ...{ level: 1, gap: 0.8, levelWeight: 0.5, gapWeight: 3, shape: 4, scale: 3, pooled: 1 },
    };
    const [inside, out] = [[2.1, 1.7], [0.4]];
    const meanOf = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const momentsOf = (values: number[]) => ({
      count: Int32Array.of(values.length),
      mean: Float64Array.of(meanOf(values)),
      squares: Float64Array.of(values.reduce((sum, x) => sum + (x - meanOf(values)) ** 2, 0)),
    });
    const { in: trained, freedom } = exampleOf(
      { in: momentsOf(inside), out: momentsOf(out) },
      0,
      prior,
    );
    const normal = (x: number, mean: number, variance: number) =>
      Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(variance);
    const points = [-1, 1, 2.5];
    const sums = points.map(() => 0);
    for (let v = 0.05; v < 6; v += 0.05) {
      const ofVariance = v ** (-prior.shape - 1) * Math.exp(-prior.scale / v);
      for (let level = -5; level < 7; level += 0.1) {
        const ofLevel = normal(level, prior.level, v / prior.levelWeight);
        for (let gap = -4; gap < 6; gap += 0.1) {
          let weight = ofVariance * ofLevel * normal(gap, prior.gap, v / prior.gapWeight);
          for (const x of inside) weight *= normal(x, level + gap / 2, v);
          for (const x of out) weight *= normal(x, level - gap / 2, v);
          points.forEach((x, i) => {
            sums[i] += weight * normal(x, level + gap / 2, v);
          });
        }
      }
    }
    const student = points.map(
      (x) => (1 + (x - trained.location) ** 2 / trained.square / freedom) ** (-(freedom + 1) / 2),
    );
    assertNear(
      [sums[1] / sums[0], sums[2] / sums[0]],
      [student[1] / student[0], student[2] / student[0]],
      2e-3,
    );
  });
});

describe("RMIA", () => {
  test("ratios online and offline are numpy's", () => {
    assertNear(rmiaLogRatios(view, trainedOn, "online"), golden.ratios.online);
    for (const a of [0, 0.3, 1]) {
      assertNear(rmiaLogRatios(view, trainedOn, a), golden.ratios[String(a)]);
    }
  });

  test("scores are those of comparing each example with each of the population", () => {
    const rng = new MT19937(9);
    // Rounded, so that many are equal: a tie at gamma 1 is no excess.
    const ratios = Float64Array.from({ length: 300 }, () => Math.round(4 * gaussian(rng)) / 4);
    const population = Float64Array.from({ length: 200 }, () => Math.round(4 * gaussian(rng)) / 4);
    for (const gamma of [1, 1.5, 2, Math.exp(0.25)]) {
      const slow = ratios.map(
        (x) => population.reduce((n, z) => n + (x - z > Math.log(gamma) ? 1 : 0), 0) / 200,
      );
      assert.deepEqual(rmiaScores(ratios, population, gamma), slow);
    }
  });

  test("a known case by hand: the ratio is exceeded more than twice by two of three", () => {
    const logs = (values: number[]) => Float64Array.from(values, Math.log);
    assert.deepEqual([...rmiaScores(logs([4]), logs([1, 1.9, 2.1]), 2)], [2 / 3]);
  });

  test("confidence that rounds to 0 or 1 still gives finite ratios", () => {
    const extreme = { target: Float64Array.of(800, -800), references: Float64Array.of(-800, 800) };
    const found = rmiaLogRatios(extreme, Uint8Array.of(0, 0), 0.3);
    assert.ok(found.every(Number.isFinite) && found[0] > found[1]);
  });

  test("a, gamma and an empty population out of range are refused", () => {
    assert.throws(() => rmiaLogRatios(view, trainedOn, 1.1), /a: found 1.1/);
    assert.throws(() => rmiaScores(view.target, view.target, 0.5), /gamma: found 0.5/);
    assert.throws(
      () => rmiaScores(view.target, new Float64Array(), 2),
      /population: found no rows/,
    );
    const all = new Uint8Array(trainedOn.length).fill(1);
    assert.throws(() => rmiaLogRatios(view, all, 0.3), /found no model that left out row 0/);
    const none = new Uint8Array(trainedOn.length);
    assert.throws(() => rmiaLogRatios(view, none, "online"), /found no model trained on row 0/);
  });
});

test("BASE is log p_y less the log mean over references, as scipy's logsumexp gives it", () => {
  for (const mode of ["offline", "online"] as const) {
    assertNear(baseScores(view, trainedOn, mode), golden.base[mode]);
  }
  const all = new Uint8Array(trainedOn.length).fill(1);
  assert.throws(() => baseScores(view, all, "offline"), /found no model that left out row 0/);
});

test("RMIA against every example at gamma 1 and a = 1 ranks as BASE offline does", () => {
  const ratios = rmiaLogRatios(view, trainedOn, 1);
  const scores = rmiaScores(ratios, ratios, 1);
  const base = baseScores(view, trainedOn, "offline");
  const order = (values: Float64Array) =>
    [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
  assert.deepEqual(take(scores, order(base)), scores.slice().sort());
});

test("referencePhi is phi of each model's own logits, and wants the view that is asked for", () => {
  const data = Float32Array.of(20, 0, 0, 0, 20, 0, 0, 0, 20, 1, 1, 1);
  const outputs = {
    models: 2,
    rows: 2,
    classes: 3,
    logits: new Map([["plain", data]]),
    trainedOn: Uint8Array.of(1, 0, 0, 1),
  };
  const found = referencePhi(outputs, Int32Array.of(0, 1));
  assertNear(found, [
    20 - Math.log(2),
    20 - Math.log(2),
    -20 - Math.log1p(Math.exp(-20)),
    -Math.log(2),
  ]);
  assert.throws(
    () => referencePhi(outputs, Int32Array.of(0, 1), "flip"),
    /no logits of the view flip/,
  );
  requireSeen(outputs, ["in", "out"], 1);
  assert.throws(
    () => requireSeen({ ...outputs, trainedOn: Uint8Array.of(1, 0, 1, 1) }, ["out"], 1),
    /^RangeError: references: found 0 of 2 models that left out row 0, expected at least 1$/,
  );
});

describe("against the code of those who published an attack, on the same logits", () => {
  const published = JSON.parse(readFileSync("test/fixtures/lira/originals.json", "utf8"));
  const { models, rows, classes } = published;
  const inside = Uint8Array.from(published.trainedOn);
  const labels = Int32Array.from(published.labels);
  const size = models * rows;
  const views = ["plain", "flip"].map((_, v) => ({
    target: Float64Array.from(published.phiOfTarget.slice(v * rows, (v + 1) * rows)),
    references: Float64Array.from(published.phi.slice(v * size, (v + 1) * size)),
  }));
  const numbers = Float32Array.from(published.references);
  const part = rows * classes;
  const outputs = (v: number) => {
    const data = new Float32Array(models * part);
    for (let m = 0; m < models; m++) {
      data.set(numbers.subarray((2 * m + v) * part, (2 * m + v + 1) * part), m * part);
    }
    return { models, rows, classes, trainedOn: inside, logits: new Map([["plain", data]]) };
  };
  const plain = {
    target: phiOf(
      { data: Float32Array.from(published.target.slice(0, part)), rows, classes },
      labels,
    ),
    references: referencePhi(outputs(0), labels),
  };

  test("phi is that of tensorflow/privacy, whose exponentials are float32", () => {
    assertNear(plain.references, views[0].references, 2e-6);
    assertNear(plain.target, views[0].target, 2e-6);
    assertNear(referencePhi(outputs(1), labels), views[1].references, 2e-6);
  });

  for (const mode of ["online", "offline"] as const) {
    test(`referenceCodeLira is its plot.py, ${mode}, of two views, with its fixed variance and without`, () => {
      for (const fixVariance of [true, false]) {
        const wanted = published.lira[fixVariance ? `${mode} fixed` : mode];
        assertNear(referenceCodeLira(views, inside, { mode, fixVariance }), wanted, 1e-10);
      }
    });
  }

  test("ours differ from it by the centre alone where each example has its own variance", () => {
    const single = [views[0]];
    const symmetric = views[0].references.map((value, k) => {
      // Three values a side: the middle one put halfway makes median and mean the same.
      const own = [...Array(models).keys()]
        .map((m) => m * rows + (k % rows))
        .filter((other) => inside[other] === inside[k]);
      const sorted = own.map((other) => views[0].references[other]).sort((a, b) => a - b);
      return value === sorted[1] ? (sorted[0] + sorted[2]) / 2 : value;
    });
    const same = [{ ...single[0], references: symmetric }];
    const code = (of: typeof single) =>
      referenceCodeLira(of, inside, { mode: "online", fixVariance: false });
    assertNear(code(same), liraOnline(same, inside, "perExample"), 1e-9);
    assert.notDeepEqual(code(single), liraOnline(single, inside, "perExample"));
  });

  test("RMIA offline is ml_privacy_meter's, by a, with gamma 1", () => {
    const strangers = Int32Array.from(labels.keys()).filter(
      (row) => published.membership[row] === 0,
    );
    for (const [a, { ratio, score }] of Object.entries<{ ratio: number[]; score: number[] }>(
      published.rmia,
    )) {
      const ratios = rmiaLogRatios(plain, inside, Number(a));
      assertNear(ratios, ratio.map(Math.log), 1e-5);
      assert.deepEqual([...rmiaScores(ratios, take(ratios, strangers), 1)], score);
    }
  });

  test("BASE is LeakPro's at temperature 1 and an offline scale of 1", () => {
    for (const mode of ["online", "offline"] as const) {
      assertNear(baseScores(plain, inside, mode), published.base[mode], 1e-11);
    }
  });

  test("the normal-inverse-gamma posterior, and its t and n, are scipy's", () => {
    const { in: moments } = inOutMoments(views[0].references, inside, rows);
    for (let row = 0; row < rows; row++) {
      const found = posterior(published.prior, moments, row);
      const { location, weight, shape, scale } = found;
      assertNear([location, weight, shape, scale], published.nig.posterior[row]);
      const value = views[0].target[row];
      const constant = Math.log(2 * Math.PI) / 2;
      for (const density of BAYESIAN_DENSITIES) {
        const log = logDensity(value, found, density) - constant;
        assertNear([log], [published.nig[density][row]], 1e-10);
      }
    }
  });

  test("liraBayesian is better than examples' own variances with few models, liraHierarchical better still", () => {
    const { membership, trainedOn: seen, view: phi } = simulated(4, 4000, 6, () => 1);
    const auc = (scores: Float64Array) => rocAuc(membership, scores);
    const own = auc(liraOnline([phi], seen, "perExample"));
    const joint = auc(liraHierarchical([phi], seen, new Int32Array()));
    for (const density of BAYESIAN_DENSITIES) {
      const found = auc(liraBayesian([phi], seen, density));
      assert.ok(found > own + 0.05, `${density} ${found}, ${own}`);
      assert.ok(joint > found + 0.02, `${density} ${found}, ${joint}`);
      const [one, two] = views.map((view) => liraBayesian([view], inside, density));
      assertNear(
        liraBayesian(views, inside, density),
        one.map((score, i) => (score + two[i]) / 2),
      );
    }
    assert.throws(
      () => liraBayesian(views, inside, "z" as "t"),
      /density: found "z", expected t or n/,
    );
    const never = inside.map((value, k) => (k % rows === 7 ? 0 : value));
    assert.throws(() => liraBayesian(views, never, "t"), /no model trained on row 7/);
  });
});
