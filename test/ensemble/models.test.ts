import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { publishedModels } from "../../lib/audit/published";
import {
  attackModels,
  type Classifier,
  LGBMClassifier,
  type ModelSpec,
  makeModel,
  sideBySide,
  VotingClassifier,
} from "../../lib/ensemble";
import { membershipTable } from "./membershipTable";

const { published, strongest } = attackModels(7);

/** What a model was made with, whatever its class. */
const parametersOf = (model: object) =>
  (model as { parameters: Record<string, unknown> }).parameters;

test("every model of the list can be made, of the class and with the parameters that it names", () => {
  for (const spec of Object.values({ ...published, ...strongest }) as ModelSpec[]) {
    const model = makeModel(spec);
    assert.equal(model.constructor.name, spec.model);
    assert.deepEqual({ ...parametersOf(model), ...spec.parameters }, parametersOf(model));
  }
});

test("the published models are those of the list, with the seed given", () => {
  for (const [name, model] of Object.entries(publishedModels(7))) {
    assert.deepEqual(model, makeModel(published[name as keyof typeof published]));
    assert.equal(parametersOf(model).random_state, 7);
  }
});

test("the network computes in float32 unless asked for float64, which leaves the other two as they are", () => {
  const models = publishedModels(7, { dtype: "float64" });
  assert.deepEqual(models.MLP, makeModel(published.MLP, { dtype: "float64" }));
  assert.equal(parametersOf(models.MLP).dtype, "float64");
  assert.equal(parametersOf(publishedModels(7).MLP).dtype, "float32");
  assert.deepEqual(models.RF, publishedModels(7).RF);
});

test("seeds count from the spec's own, and threads are asked for only of a model that has them", () => {
  assert.equal(parametersOf(makeModel(published.MLP, { seed: 2 })).random_state, 9);
  assert.equal(parametersOf(makeModel(published.RF)).n_jobs, -1);
  assert.equal(parametersOf(makeModel(published.RF, { n_jobs: undefined })).n_jobs, -1);
  assert.equal(parametersOf(makeModel(published.RF, { n_jobs: 1 })).n_jobs, 1);
  for (const spec of Object.values(strongest)) makeModel(spec, { n_jobs: 1, dtype: "float32" });
});

test("the list is plain data that a worker can be sent, and a vote takes it as it stands", async () => {
  assert.deepEqual(structuredClone(attackModels(7)), attackModels(7));
  const { X, y } = membershipTable(120, 5, 3);
  const vote = new VotingClassifier({ estimators: { RF: published.RF }, n_jobs: 1 });
  await vote.fit(X, y);
  const alone = makeModel(published.RF, { n_jobs: 1 });
  await alone.fit(X, y);
  assert.deepEqual(vote.predictProba(X), alone.predictProba(X));
});

test("models fitted side by side, in threads of their own, have learnt the same and keep their parameters", async () => {
  const { X, y } = membershipTable(5000, 20, 3);
  const specs = {
    RF: { model: "RandomForestClassifier", parameters: { n_estimators: 3, random_state: 1 } },
    LightGBM: { model: "LGBMClassifier", parameters: { n_estimators: 4, random_state: 1 } },
    MLP: { model: "MLPClassifier", parameters: { max_iter: 1, random_state: 1 } },
  } satisfies Record<string, ModelSpec>;
  const made = () => Object.entries(specs).map(([name, spec]) => [name, makeModel(spec)] as const);
  const threaded: Record<string, Classifier> = Object.fromEntries(made());
  let told = 0;
  const listening = new LGBMClassifier({ n_estimators: 1 }, { onProgress: () => told++ });
  const constant: Classifier = {
    fit: async () => {},
    predictProba: ({ rows }) => new Float64Array(rows).fill(0.5),
  };
  const started: unknown[] = [];
  const note = (worker: unknown) => started.push(worker);
  process.on("worker", note);
  const fitted = new Set<string>();
  const models: Record<string, Classifier> = { ...threaded, listening, constant };
  const scores = await sideBySide(
    models,
    async (model) => {
      await model.fit(X, y);
      return model.predictProba(X);
    },
    (name, seconds) => seconds >= 0 && fitted.add(name),
  );
  process.off("worker", note);
  assert.equal(started.length, Math.min(3, availableParallelism()));
  assert.deepEqual([...fitted].sort(), ["LightGBM", "MLP", "RF", "constant", "listening"]);
  assert.ok(told > 0);
  for (const [name, alone] of made()) {
    await alone.fit(X, y);
    assert.deepEqual(scores[name], alone.predictProba(X), name);
    assert.deepEqual(parametersOf(threaded[name]), parametersOf(alone), name);
    assert.deepEqual(threaded[name].predictProba(X), scores[name], name);
  }
  const failing = sideBySide(Object.fromEntries(made()), (model) =>
    model.fit(
      X,
      y.map(() => 1),
    ),
  );
  await assert.rejects(failing, RangeError);
});

test("a model that is not in the list of classes is refused by name, inherited names included", () => {
  for (const model of ["SVC", "constructor"]) {
    const spec = { model } as unknown as ModelSpec;
    assert.throws(() => makeModel(spec), new RegExp(`found the model ${model}, expected one of`));
  }
});
