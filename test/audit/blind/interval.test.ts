import assert from "node:assert/strict";
import { test } from "node:test";
import { blindAttack } from "../../../lib/audit/blind";
import { widen } from "../../../lib/audit/blind/widen";
import type { Classifier } from "../../../lib/ensemble";
import { delongAuc } from "../../../lib/metrics";
import type { Matrix } from "../../../lib/numeric/arrays";
import { permutation } from "../../../lib/numeric/random";
import { pictures } from "./pictures";

/** Scores by the direction from the mean of the non-members to that of the members. */
class MeanDifference implements Classifier {
  private direction = new Float64Array();
  async fit({ data, cols }: Matrix, y: Uint8Array) {
    const members = y.reduce((sum, m) => sum + m, 0);
    this.direction = new Float64Array(cols);
    data.forEach((value, k) => {
      const share = y[Math.floor(k / cols)] === 1 ? 1 / members : -1 / (y.length - members);
      this.direction[k % cols] += share * value;
    });
  }
  predictProba({ data, rows, cols }: Matrix) {
    const project = (row: number) =>
      this.direction.reduce((sum, weight, j) => sum + weight * data[row * cols + j], 0);
    return Float64Array.from({ length: rows }, (_, row) => project(row));
  }
}

test("on fair data few intervals lie above .5, where DeLong's own would cry wolf twice as often", async () => {
  const [rows, samples] = [200, 300];
  const images = pictures(rows, 9, () => 0);
  const labels = new Int32Array(rows);
  let [above, plainAbove] = [0, 0];
  for (let seed = 0; seed < samples; seed++) {
    const membership = Uint8Array.from(permutation(rows, seed), (k) => k % 2);
    const makeModel = () => new MeanDifference();
    const { auc, scores } = await blindAttack({ images, labels, membership }, { seed, makeModel });
    if (auc.low! > 0.5) above++;
    if (delongAuc(membership, scores).low! > 0.5) plainAbove++;
  }
  assert.ok(above / samples <= 0.045, `${above} of ${samples} above .5`);
  assert.ok(plainAbove >= 2 * above, `${plainAbove} of ${samples} by DeLong alone`);
});

test("a widened interval keeps its estimate and stays within 0 and 1", () => {
  const estimate = delongAuc([1, 1, 1, 0, 0, 0], [6, 5, 3, 4, 2, 1]);
  const { value, low, high, standardError } = widen(estimate);
  assert.equal(value, estimate.value);
  assert.equal(standardError, Math.SQRT2 * estimate.standardError!);
  assert.ok(low! < estimate.low! && low! > 0);
  assert.ok(high! > estimate.high! && high! < 1);
});

test("an AUC without an interval stays as it is", () => {
  const estimate = delongAuc([1, 0, 1, 0], [1, 1, 1, 1]);
  assert.deepEqual(widen(estimate), estimate);
});
