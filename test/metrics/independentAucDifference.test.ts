import assert from "node:assert/strict";
import { test } from "node:test";
import { delongAuc, independentAucDifference } from "../../lib/metrics";
import { assertNear } from "./assertNear";

const estimate = (auc: number, standardError: number) => ({
  value: auc,
  low: auc - 0.1,
  high: auc + 0.1,
  standardError,
  note: null,
});

test("on different rows variances add: .7 and .6 with errors .03 and .04 differ by .1 with error .05", () => {
  const { value, low, high, standardError, pValue } = independentAucDifference(
    estimate(0.7, 0.03),
    estimate(0.6, 0.04),
  );
  const expected = [0.1, 0.05, 0.1 - 0.0979981992270027, 0.1979981992270027, 0.04550026389635842];
  assertNear([value, standardError!, low!, high!, pValue!], expected, 1e-12);
});

test("an AUC without an interval has no difference with one either, and the reason is passed on", () => {
  const constant = delongAuc([1, 0, 1, 0], [5, 5, 5, 5]);
  const found = independentAucDifference(constant, estimate(0.6, 0.04));
  assert.equal(found.low, null);
  assert.equal(found.note, constant.note);
});
