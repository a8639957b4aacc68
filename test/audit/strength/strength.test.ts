import assert from "node:assert/strict";
import { test } from "node:test";
import { columnStrength, viewStrength } from "../../../lib/audit/strength";
import { phiOf } from "../../../lib/lira";
import { rocAuc } from "../../../lib/metrics";
import { take } from "../../../lib/numeric/arrays";
import { simulatedSet } from "../../features/predictors/simulated";

const set = simulatedSet({ rows: 80, seed: 6, effect: 1 });
const rows = Int32Array.from({ length: 40 }, (_, i) => 2 * i);

test("each view tells its AUC of phi and of phi's fall on the rows, the strongest fall first", () => {
  const [plain, ...views] = viewStrength(set, rows);
  const known = take(set.membership as Uint8Array, rows);
  const phi = take(phiOf(set.logits, set.labels), rows);
  assert.deepEqual(plain, { view: "plain", "AUC of phi": rocAuc(known, phi) });
  assert.equal(views.length, set.views.size);
  const blur = set.views.get("blur");
  assert.ok(blur);
  const blurred = take(phiOf(blur, set.labels), rows);
  assert.deepEqual(
    views.find(({ view }) => view === "blur"),
    {
      view: "blur",
      "AUC of phi": rocAuc(known, blurred),
      "AUC of its fall": rocAuc(
        known,
        phi.map((value, i) => value - blurred[i]),
      ),
    },
  );
  const falls = views.map((line) => line["AUC of its fall"] ?? Number.NaN);
  assert.deepEqual(
    falls,
    [...falls].sort((a, b) => b - a),
  );
});

test("views say nothing where membership is not known", () => {
  assert.throws(() => viewStrength({ ...set, membership: null }, rows), /found no membership/);
});

test("columns are ordered by how far their AUC is from .5, whichever way, on the rows alone", () => {
  const membership = Uint8Array.of(0, 0, 1, 1, 1);
  const columns = {
    noise: Float64Array.of(1, 2, 1, 2, 0),
    falls: Float64Array.of(4, 3, 2, 1, 9),
    rises: Float64Array.of(1, 3, 2, 4, 0),
  };
  const described = Object.keys(columns).map((name) => ({ group: "g", name, meaning: name }));
  const found = columnStrength(described, columns, membership, Int32Array.of(0, 1, 2, 3));
  assert.deepEqual(
    found.map(({ column, AUC }) => [column, AUC]),
    [
      ["falls", 0],
      ["rises", 0.75],
      ["noise", 0.5],
    ],
  );
});
