import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { AuditRun, readMetrics } from "../../../lib/audit/outcome";

const folder = mkdtempSync(path.join(tmpdir(), "clock-"));
after(() => rmSync(folder, { recursive: true }));

test("metrics.json says when the run began and its whole time, no stage of which is longer", async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const run = new AuditRun(folder, { seed: 42 });
  await run.time("waiting", () => new Promise((resolve) => setTimeout(resolve, 20)));
  run.metrics([], { engine: "none" });
  const { clock, stages } = readMetrics(path.join(folder, "metrics.json"));
  assert.ok(clock);
  assert.match(clock.began, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.ok(Date.parse(clock.began) >= before && Date.parse(clock.began) <= Date.now());
  assert.ok(stages.waiting > 0 && clock.seconds >= stages.waiting);
});
