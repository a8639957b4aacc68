import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chooseEnsemble,
  LGBMClassifier,
  type ModelSpec,
  makeModel,
  StackingClassifier,
  StandardScaler,
  StratifiedKFold,
  VotingClassifier,
} from "../../lib/ensemble";
import { outOfFoldProbabilities, probabilitiesOfSplits } from "../../lib/ensemble/stacking/fitAll";
import { logOddsOf, meanInLogOdds } from "../../lib/ensemble/stacking/logOdds";
import { fitMetaModel } from "../../lib/ensemble/stacking/metaModel";
import { oneStandardError } from "../../lib/ensemble/stacking/oneStandardError";
import { fromColumns, take, takeRows } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import golden from "../fixtures/ensemble/stacking.json";
import { membershipTable } from "./membershipTable";
import { rankAuc } from "./rankAuc";

const estimators: Record<string, ModelSpec> = {
  boosting: { model: "LGBMClassifier", parameters: { n_estimators: 10, num_leaves: 4 } },
  network: {
    model: "DropoutMLPClassifier",
    parameters: { hidden_layer_sizes: [6], epochs: 4, batch_size: 64, random_state: 5 },
    scale: true,
    seeds: 2,
  },
  splines: { model: "SplineLogisticRegression", parameters: { C: 0.1 } },
};
const { X, y } = membershipTable(400, 8, 3);

for (const { C, positive, weights, intercept } of golden.cases) {
  const name = `C ${C}${positive ? ", no weight below 0" : ""}`;
  test(`a stack's weights are scikit-learn's or scipy's to 1e-6: ${name}`, () => {
    const rng = new MT19937(8);
    const u = Array.from({ length: golden.rows }, () => [0, 1, 2, 3].map(() => rng.double()));
    const columns = fromColumns([
      u.map((row) => row[0] - 0.5),
      u.map((row) => row[0] + row[1] - 1),
      u.map((row) => 0.3 * row[2] - row[0]),
    ]);
    const labels = Uint8Array.from(u, (row) => (row[3] < 0.2 + 0.6 * row[0] ? 1 : 0));
    const found = fitMetaModel(columns, labels, { C, positive });
    [...weights, intercept].forEach((value, j) => {
      const own = [...found.weights, found.intercept][j];
      assert.ok(Math.abs(own - value) < 1e-6, `weight ${j}: ${own}, expected ${value}`);
    });
  });
}

test("a stack is the same to the last bit with one worker and with two", async () => {
  const run = async (n_jobs: number) => {
    const stack = new StackingClassifier({ estimators, cv: 2, random_state: 7, n_jobs });
    await stack.fit(X, y);
    return [stack.predictProba(X), stack.weights];
  };
  assert.deepEqual(await run(2), await run(1));
});

test("out-of-fold scores are those of models fitted on the other folds, seeds averaged", async () => {
  const specs = [estimators.boosting, estimators.network];
  const unseen = await outOfFoldProbabilities(specs, X, y, 3, 7, { n_jobs: 1 });
  const folds = new StratifiedKFold({ n_splits: 3, shuffle: true, random_state: 7 });
  for (const { train, test } of folds.split(y)) {
    const [fit, score] = [takeRows(X, train), takeRows(X, test)];
    const boosting = new LGBMClassifier(estimators.boosting.parameters as object);
    await boosting.fit(fit, take(y, train));
    assert.deepEqual(take(unseen[0], test), boosting.predictProba(score));
    const scaler = new StandardScaler().fit(fit);
    const networks = [0, 1].map((seed) => makeModel(estimators.network, { seed }));
    for (const network of networks) await network.fit(scaler.transform(fit), take(y, train));
    const scores = networks.map((network) => network.predictProba(scaler.transform(score)));
    assert.deepEqual(take(unseen[1], test), meanInLogOdds(scores));
  }
});

test("a split is made once, when the first of its fits begins, and splits in their order", async () => {
  const folds = new StratifiedKFold({ n_splits: 3, shuffle: true, random_state: 7 }).split(y);
  const specs = [estimators.boosting, estimators.network];
  const scores = async (n_jobs: number) => {
    const made: number[] = [];
    const splits = folds.map(({ train, test }, s) => () => {
      made.push(s);
      return { X, y, fitRows: train, scoreRows: test };
    });
    const found = await probabilitiesOfSplits(specs, splits, { n_jobs });
    assert.deepEqual(made, [0, 1, 2]);
    return found;
  };
  assert.deepEqual(await scores(-1), await scores(1));
});

test("a split's shared memory is the next one's once all of its fits are done", async (t) => {
  const made: number[] = [];
  const Plain = SharedArrayBuffer;
  globalThis.SharedArrayBuffer = class extends Plain {
    constructor(bytes = 0) {
      super(bytes);
      made.push(bytes);
    }
  };
  t.after(() => {
    globalThis.SharedArrayBuffer = Plain;
  });
  const boosting = { model: "LGBMClassifier", parameters: { n_estimators: 3 } } as const;
  const specs = [boosting, { ...boosting, scale: true }];
  const found = await outOfFoldProbabilities(specs, X, y, 4, 7, { n_jobs: 1 });
  const whole = X.data.byteLength;
  assert.deepEqual(
    made.filter((bytes) => bytes > whole / 8),
    [whole, whole],
  );
  assert.deepEqual(await outOfFoldProbabilities(specs, X, y, 4, 7, { n_jobs: -1 }), found);
});

test("a vote averages its models' log-odds, and one model alone is itself", async () => {
  const alone = async (names: string[]) => {
    const chosen = Object.fromEntries(names.map((name) => [name, estimators[name]]));
    const vote = new VotingClassifier({ estimators: chosen, n_jobs: 1 });
    await vote.fit(X, y);
    return vote.predictProba(X);
  };
  const [a, b, both] = [
    await alone(["boosting"]),
    await alone(["splines"]),
    await alone(["boosting", "splines"]),
  ];
  both.forEach((p, i) => {
    const expected = (logOddsOf(a)[i] + logOddsOf(b)[i]) / 2;
    assert.ok(Math.abs(Math.log(p / (1 - p)) - expected) < 1e-9);
  });
  const model = makeModel(estimators.boosting);
  await model.fit(X, y);
  assert.deepEqual(a, model.predictProba(X));
});

test("a model that learns its rows by heart earns little weight, for it is judged on unseen rows", async () => {
  const byHeart = { n_estimators: 60, learning_rate: 0.5, min_child_samples: 1 };
  const stack = new StackingClassifier({
    estimators: {
      splines: estimators.splines,
      byHeart: { model: "LGBMClassifier", parameters: byHeart },
    },
    n_jobs: 1,
  });
  await stack.fit(X, y);
  assert.ok(stack.weights.byHeart < stack.weights.splines / 2, JSON.stringify(stack.weights));
});

test("the choice refits on all rows what was best on rows unseen, and tells its progress", async () => {
  const told: number[][] = [];
  const parameters = { estimators, cv: 3, random_state: 7, n_jobs: 1 };
  const choice = await chooseEnsemble(X, y, parameters, (...progress) => told.push(progress));
  assert.deepEqual(told.at(-1), [12, 12]);
  assert.deepEqual(Object.keys(choice.outOfFold), [...Object.keys(estimators), "vote", "stack"]);
  for (const { name, auc } of choice.standings) {
    assert.ok(Math.abs(auc - rankAuc(y, choice.outOfFold[name])) < 1e-12);
  }
  const model = await choice.fit();
  assert.ok(rankAuc(y, model.predictProba(X)) > 0.7);
});

test("the chosen candidate is fitted on other rows as if it had been made for them", async () => {
  const other = membershipTable(300, 8, 11);
  const { boosting, splines } = estimators;
  const all: Record<string, ModelSpec> = { boosting, splines };
  const parameters = { estimators: all, cv: 3, random_state: 7, n_jobs: 1 };
  const choice = await chooseEnsemble(X, y, parameters);
  const told: number[][] = [];
  const found = await choice.fitOn(other.X, other.y, (...progress) => told.push(progress));
  const { chosen } = choice;
  const one = chosen === "vote" ? all : { [chosen]: all[chosen] };
  const made =
    chosen === "stack"
      ? new StackingClassifier(parameters)
      : new VotingClassifier({ ...parameters, estimators: one });
  await made.fit(other.X, other.y);
  assert.deepEqual(found.predictProba(X), made.predictProba(X));
  assert.ok(told.length > 0);
});

test("of candidates within one standard error the simplest is chosen, one clearly behind is not", () => {
  const rng = new MT19937(2);
  const membership = Uint8Array.from({ length: 3000 }, (_, i) => i % 2);
  const noisy = (signal: number) =>
    Float64Array.from(membership, (m) => signal * m + rng.double() + rng.double() + rng.double());
  const strong = noisy(0.6);
  const nearly = strong.map((score) => score + 0.02 * rng.double());
  const choose = (simple: Float64Array) =>
    oneStandardError(
      membership,
      [
        { name: "stack", scores: strong, complexity: 3 },
        { name: "single", scores: simple, complexity: 1 },
      ],
      1,
    );
  assert.equal(choose(nearly).chosen, "single");
  const { chosen, standings } = choose(noisy(0.3));
  assert.equal(chosen, "stack");
  assert.equal(standings[1].asGood, false);
  assert.equal(standings[0].behind.tprStandardError, 0);
});

test("refuses, before anything is fitted, what it cannot make", async () => {
  const make = (wrong: object) => () => new StackingClassifier({ estimators, ...wrong });
  assert.throws(make({ estimators: {} }), /estimators is empty/);
  assert.throws(make({ estimators: { a: { model: "SVC" } } }), /found the model SVC, expected /);
  assert.throws(make({ estimators: { a: { ...estimators.splines, seeds: 2 } } }), /seeds is 2/);
  assert.throws(make({ estimators: { a: { ...estimators.network, seeds: 0 } } }), /seeds is 0/);
  assert.throws(make({ cv: 1 }), /cv is 1/);
  const taken = { estimators: { vote: estimators.splines } };
  await assert.rejects(chooseEnsemble(X, y, taken), /found the name vote/);
  assert.throws(() => new VotingClassifier({ estimators }).predictProba(X), /not fitted/);
});
