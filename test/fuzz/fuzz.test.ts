import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { runCampaign } from "./campaign";
import type * as faultyReaders from "./faultyReaders";
import { corpus, mutated } from "./mutate";

test("300 mutated files are each read soundly or refused on one line", async (t) => {
  const keep = mkdtempSync(path.join(tmpdir(), "mia-fuzz-test-"));
  t.after(() => rmSync(keep, { recursive: true, force: true }));
  const summary = await runCampaign({ seed: 7, seconds: 60, files: 300, keep });
  assert.deepEqual(summary.findings, []);
  assert.equal(summary.files, 300);
  assert.ok(summary.read > 30, `${summary.read} read`);
  assert.ok(summary.refused > 100, `${summary.refused} refused`);
});

const faults: [keyof typeof faultyReaders, RegExp][] = [
  ["throwing", /TypeError/],
  ["babbling", /a message that is no line/],
  ["crashing", /the process ended with SIGABRT/],
  ["hanging", /no answer within 400 ms/],
  ["growing", /MiB of growth/],
  ["grownBefore", /MiB of growth/],
  ["executing", /execSync was called/],
  ["evaluating", /EvalError/],
  ["polluting", /a prototype was changed/],
];

test("a campaign notices every fault that a reader can have", async (t) => {
  const keep = mkdtempSync(path.join(tmpdir(), "mia-fuzz-test-"));
  t.after(() => rmSync(keep, { recursive: true, force: true }));
  const notice = async ([name, finding]: (typeof faults)[number]) => {
    const reader = `test/fuzz/faultyReaders.ts#${name}`;
    const timeLimit = name === "hanging" ? 400 : 10_000;
    const options = { seed: 7, seconds: 60, files: 1, keep, timeLimit, reader };
    const { findings } = await runCampaign(options);
    assert.equal(findings.length, 1, name);
    assert.match(findings[0], finding);
  };
  for (let i = 0; i < faults.length; i += 3) await Promise.all(faults.slice(i, i + 3).map(notice));
});

test("a mutated file depends on the seed and its number alone", () => {
  const files = corpus();
  const later = [41, 7, 40].map((number) => mutated(files, 3, number));
  assert.deepEqual(mutated(files, 3, 7), later[1]);
  assert.notDeepEqual(mutated(files, 4, 7), later[1]);
  assert.notDeepEqual(later[0], later[2]);
});
