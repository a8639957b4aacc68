import assert from "node:assert/strict";
import { test } from "node:test";
import { progress } from "../../../lib/report/show";
import { throttled } from "../../../lib/report/show/progress";
import { published } from "./printed";

test("states are drawn at most once an interval, with share, rate and time left", () => {
  let now = 0;
  const drawn: string[] = [];
  const bar = throttled(
    "logits",
    2000,
    1000,
    (text) => drawn.push(text),
    0,
    () => now,
  );
  for (const [time, done] of [
    [400, 100],
    [1000, 500],
    [1500, 600],
    [2500, 1000],
  ]) {
    now = time;
    bar.update(done);
  }
  now = 4000;
  bar.update(2000);
  bar.done();
  assert.deepEqual(drawn, [
    "logits: 500 of 2,000 (25 %), 500/s, 3 s left",
    "logits: 1,000 of 2,000 (50 %), 400/s, 3 s left",
    "logits: 2,000 of 2,000 (100 %), 500/s, 0 s left",
    "logits: 2,000 of 2,000 in 4.0 s",
  ]);
});

test("rate, time left and time taken count from when the work began, before its first word", () => {
  const drawn: string[] = [];
  const bar = throttled(
    "fits",
    45,
    1000,
    (text) => drawn.push(text),
    -3000,
    () => 1000,
  );
  bar.update(8);
  bar.done();
  assert.deepEqual(drawn, ["fits: 8 of 45 (17 %), 2.0/s, 19 s left", "fits: 8 of 45 in 4.0 s"]);
});

test("in a notebook that is looked at, one display is updated and emptied at the end", async () => {
  const displays = await published(() => {
    const bar = progress("logits", 10);
    bar.update(5);
    bar.done();
  });
  assert.deepEqual(
    displays.map(({ data, update }) => [data["text/plain"], update]),
    [
      ["logits", false],
      ["", true],
    ],
  );
  assert.equal(new Set(displays.map(({ id }) => id)).size, 1);
});

test("in a headless run nothing is published: a saved notebook holds no rate", async () => {
  process.env.MIA_HEADLESS = "1";
  try {
    const displays = await published(() => {
      const bar = progress("logits", 10);
      bar.update(5);
    });
    assert.deepEqual(displays, []);
  } finally {
    delete process.env.MIA_HEADLESS;
  }
});
