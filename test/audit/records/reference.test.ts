import assert from "node:assert/strict";
import { test } from "node:test";
import { outOfFoldScores } from "../../../lib/audit/protocol";
import { privateExposure } from "../../../lib/audit/records";
import { RandomForestClassifier } from "../../../lib/ensemble";
import { normalQuantile } from "../../../lib/metrics";
import { fromColumns, takeRows } from "../../../lib/numeric/arrays";
import { MT19937, permutation } from "../../../lib/numeric/random";

const [publicRows, privateRows] = [600, 600];
const rng = new MT19937(11);
const membership = Uint8Array.from(permutation(publicRows, rng), (k) => k % 2);
const predictors = fromColumns(
  Array.from({ length: 3 }, (_, j) =>
    Float64Array.from({ length: publicRows + privateRows }, (_, i) => {
      const member = i < publicRows && membership[i] === 1;
      return normalQuantile(rng.double()) + (member && j === 0 ? 0.8 : 0);
    }),
  ),
);
const first = (n: number) => Array.from({ length: n }, (_, i) => i);
const makeModel = () => new RandomForestClassifier({ n_estimators: 30, random_state: 1 });

test("private non-members: p-values hold against scores out of fold, and not against scores of the fit", async () => {
  const forest = makeModel();
  const X = takeRows(predictors, first(publicRows));
  await forest.fit(X, membership);
  const scores = forest.predictProba(predictors).slice(publicRows);
  const rows = { ids: first(privateRows), scores, membership: new Uint8Array(privateRows) };
  const ofNonMembers = (values: Float64Array) => values.filter((_, i) => membership[i] === 0);
  const shareBelow = (reference: Float64Array) =>
    privateExposure(rows, reference).pValues.filter((p) => p <= 0.1).length / privateRows;

  const outOfFold = await outOfFoldScores({
    membership,
    predictors: X,
    makeModel,
    scale: true,
    seed: 1,
  });
  const honest = shareBelow(ofNonMembers(outOfFold.scores));
  assert.ok(Math.abs(honest - 0.1) < 0.05, `${honest} of the p-values are at most .1`);
  const leaked = shareBelow(ofNonMembers(forest.predictProba(X)));
  assert.ok(leaked > 0.4, `${leaked} of the p-values are at most .1`);
});
