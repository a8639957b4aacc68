import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestName } from "../../lib/files";

test("the nearest of the names is the one with the fewest letters changed, added, left out or swapped", () => {
  assert.equal(nearestName("fc.weight", ["head.weight", "fc.weights", "bn1.bias"]), "fc.weights");
  assert.equal(nearestName("MPL", ["RF", "LightGBM", "MLP"]), "MLP");
  assert.equal(nearestName("stirde1", ["auto", "stride1", "stride2"]), "stride1");
});

test("none is named where more than half of the letters would change", () => {
  assert.equal(nearestName("ab", ["xy"]), null);
  assert.equal(nearestName("model", []), null);
});
