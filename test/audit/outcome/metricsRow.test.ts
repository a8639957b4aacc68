import assert from "node:assert/strict";
import { test } from "node:test";
import { metricsRow, metricsSchema } from "../../../lib/audit/outcome";
import { schemaProblems } from "../../../lib/files/outputs";
import { rocAuc, tprAtFpr } from "../../../lib/metrics";
import { MT19937 } from "../../../lib/numeric/random";
import { packageVersions } from "../../../lib/packageVersions";

const rng = new MT19937(3);
const membership = Uint8Array.from({ length: 1200 }, (_, i) => i % 2);
const scores = Float64Array.from(membership, (m) => 0.8 * rng.double() + 0.2 * m);
const name = { column: "RF_raw", model: "RF", protocol: "corrected", part: "report" };
const row = metricsRow(name, membership, scores, { seed: 42 });

test("a row carries its name, its counts and what lib/metrics gives for the same rows", () => {
  const { column, n, members, auc, tpr } = row;
  assert.deepEqual([column, n, members], ["RF_raw", 1200, 600]);
  assert.equal(auc, rocAuc(membership, scores));
  for (const limit of ["0.05", "0.01", "0.001"]) {
    const { tpr: expected, fpr, threshold } = tprAtFpr(membership, scores, Number(limit));
    assert.deepEqual(
      [tpr[limit].tpr, tpr[limit].fpr, tpr[limit].threshold],
      [expected, fpr, threshold],
    );
  }
});

test("intervals hold their estimate; where an FPR cannot be resolved a note stands instead", () => {
  const [low, high] = row.auc_ci ?? [1, 0];
  assert.ok(low < row.auc && row.auc < high);
  assert.ok(row.tpr["0.05"].ci && !row.tpr["0.05"].note);
  assert.ok(!row.tpr["0.001"].ci);
  assert.match(row.tpr["0.001"].note ?? "", /600/);
});

test("advantage and lift are taken at the limit, precision at the FPR reached", () => {
  const { tpr, fpr, advantage, lift, precision } = row.tpr["0.05"];
  assert.equal(advantage, tpr - 0.05);
  assert.equal(lift, tpr / 0.05);
  assert.deepEqual(Object.keys(precision ?? {}), ["0.01", "0.1", "0.5"]);
  assert.equal(precision?.["0.5"], (0.5 * tpr) / (0.5 * tpr + 0.5 * fpr));
});

test("metrics made of such rows agree with the schema", () => {
  const metrics = {
    rows: [row],
    seeds: { seed: 42 },
    engine: "onnx",
    stages: {},
    versions: packageVersions(),
    inputs: {},
  };
  assert.deepEqual(schemaProblems(metrics, metricsSchema, "metrics"), []);
});

test("the versions told are those that run", () => {
  assert.equal(packageVersions().node, process.versions.node);
  assert.match(packageVersions()["danfojs-node"], /^\d+\.\d+\.\d+$/);
});
