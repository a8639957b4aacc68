import assert from "node:assert/strict";
import { test } from "node:test";
import { statisticsLine } from "../../../lib/audit/outcome";

test("a submission's scores are told as the published notebook prints them", () => {
  const line = statisticsLine([0, 0.5, 1]);
  assert.equal(line, "3 scores, range [0.0000, 1.0000], mean 0.5000, std 0.4082");
});
