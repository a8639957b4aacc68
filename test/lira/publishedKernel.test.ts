import assert from "node:assert/strict";
import { test } from "node:test";
import { publishedLira } from "../../lib/lira";
import { publishedScore } from "../../lib/lira/publishedScore";

test("the kernel gives the published score's bits, far from both Gaussians too", () => {
  const confidence = Array.from({ length: 2001 }, (_, i) => i / 2000);
  for (const sdIn of [0.3, 0.001, 1e-8]) {
    const fitted = { muIn: 0.9, sdIn, muOut: 0.4, sdOut: 0.2 };
    assert.deepEqual(
      [...publishedLira.score(fitted, confidence)],
      confidence.map((p) => publishedScore(fitted, p)),
    );
  }
  assert.equal(publishedLira.score({ muIn: 1, sdIn: 1, muOut: 0, sdOut: 1 }, []).length, 0);
});
