import assert from "node:assert/strict";
import { test } from "node:test";
import { Stopwatch } from "../../../lib/audit/outcome";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("a stage that is timed twice holds the sum, and hands on what the work returns", async () => {
  const clock = new Stopwatch();
  assert.equal(await clock.time("a", () => 7), 7);
  await clock.time("b", () => wait(30));
  await clock.time("b", () => wait(30));
  assert.deepEqual(Object.keys(clock.seconds), ["a", "b"]);
  assert.ok(clock.seconds.b >= 0.058, `${clock.seconds.b}`);
});

test("work that throws is timed and its error goes on", async () => {
  const clock = new Stopwatch();
  await assert.rejects(
    clock.time("a", () => {
      throw new Error("no");
    }),
    /no/,
  );
  assert.deepEqual(Object.keys(clock.seconds), ["a"]);
});
