import assert from "node:assert/strict";
import { test } from "node:test";
import { RandomForestClassifier, StandardScaler, toFloat32 } from "../../lib/ensemble";
import { column, fromColumns } from "../../lib/numeric/arrays";
import golden from "../fixtures/ensemble/float32.json";
import { membershipTable } from "./membershipTable";
import { rows } from "./rows";

const { X, y } = saturatingTable();
const scaled = new StandardScaler().fit(X).transform(X);

/** The table of float32.py. */
function saturatingTable() {
  const table = membershipTable(900, 12, 5);
  const columns = Array.from({ length: 12 }, (_, j) => column(table.X, j));
  const saturating = columns[2].map((u) => (u < 0.3 ? u : 1 - 1e-9 * u));
  return { X: fromColumns([...columns, saturating]), y: table.y };
}

test("scaled rows are cast to numpy's float32 values, and values that it ties tie", () => {
  const cast = toFloat32(scaled);
  assert.deepEqual([...cast.data.subarray(0, cast.cols)], golden.first_row);
  const distinct = golden.distinct.map((_, j) => new Set(column(cast, j)).size);
  assert.deepEqual(distinct, golden.distinct);
  assert.ok(new Set(column(scaled, 12)).size > 2 * distinct[12]);
});

test("the matrix that is cast stays as it was", () => {
  const before = scaled.data.slice();
  assert.notDeepEqual(toFloat32(scaled).data, before);
  assert.deepEqual(scaled.data, before);
});

test("a forest on cast rows is scikit-learn's on float32 rows, bit for bit", async () => {
  const cast = toFloat32(scaled);
  const forest = new RandomForestClassifier(golden.parameters);
  await forest.fit(rows(cast, 0, 600), y.slice(0, 600));
  assert.deepEqual(
    forest.trees.map((tree) => tree.feature.length),
    golden.nodes,
  );
  assert.deepEqual([...forest.predictProba(rows(cast, 600, 900))], golden.probabilities);
});
