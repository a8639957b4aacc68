import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fitPublished } from "../../lib/audit/published";
import { extractFeatures, publishedFeatures } from "../../lib/features";
import { readCheckpoint, readCsv } from "../../lib/files";
import { readNpy, writeJson, writeNpy, writeSubmission } from "../../lib/files/outputs";
import { describeNetwork } from "../../lib/network";
import { scratch } from "../files/outputs/scratch";
import golden from "../fixtures/audit/published_float32.json";
import { benchArguments } from "./speed/arguments";
import { caseFiles } from "./speed/caseFiles";
import { equalScores } from "./speed/equalScores";
import { equalWork } from "./speed/equalWork";
import { networkWork } from "./speed/networkWork";
import { peakLines } from "./speed/peak";
import { busiest } from "./speed/profilingClock";
import { missingPackages } from "./speed/runPython";
import { StageClock } from "./speed/stageClock";
import { runUntil, STAGES } from "./speed/stages";
import { spread, stageRows } from "./speed/summary";

test("a command line names a case, and refuses what it does not know", () => {
  const words = ["--case", "data", "--stages", "reading,metrics", "--repeat", "5"];
  assert.deepEqual(benchArguments(words, "/home"), {
    folder: "/home/data",
    python: "python3",
    json: null,
    stages: ["reading", "metrics"],
    repeat: 5,
    growth: false,
  });
  assert.deepEqual(benchArguments(["--case", "."], "/home").stages, STAGES);
  for (const [wrong, message] of [
    [[], /--case: found none/],
    [["--case"], /--case: found nothing after it/],
    [["--fast", "1"], /--fast: unknown option/],
    [["--case", "a", "--stages", "all"], /--stages: found all, expected some of start/],
    [["--case", "a", "--repeat", "0"], /--repeat: found 0/],
  ] as const) {
    assert.throws(() => benchArguments(wrong, "/home"), message);
  }
});

test("a run goes only as far as the stages that are asked for", () => {
  assert.equal(runUntil(["start"]), "reading");
  assert.equal(runUntil(["inference", "reading"]), "inference");
  assert.equal(runUntil(["features"]), "whole");
});

test("a ratio is Python's median by ours, and an even number of runs has a middle", () => {
  const run = (seconds: number, mb: number) => ({
    ...{ seconds: { forest: seconds }, peaks_mb: { forest: mb }, threads: 2, versions: {} },
  });
  const [row] = stageRows(
    { ours: [run(2, 10), run(1, 30)], published: [run(6, 1)], careful: [run(3, 2)] },
    ["forest"],
  );
  assert.deepEqual(row.ours_s, { min: 1, median: 1.5, max: 2 });
  assert.deepEqual([row.ratio_published, row.ratio_careful], [4, 2]);
  assert.deepEqual([row.ours_mb, row.published_mb, row.careful_mb], [30, 1, 2]);
  assert.deepEqual(spread([3, 1, 2]), { min: 1, median: 2, max: 3 });
});

test("how near the machine's peak inference runs is a number, of each side by its own product", () => {
  const took = (median: number) => ({ min: median, median, max: median });
  const stages = [{ stage: "inference", ours_s: took(2), careful_s: took(4) }] as const;
  const peak = { ours_gflops: 200, python_gflops: 150 };
  assert.deepEqual(peakLines({ peak, inference_gflop: 300, stages }), [
    "a plain float32 product of 2048 x 2048: onnxruntime 200.0, numpy 150.0 GFLOP/s",
    "inference, 300 GFLOP a pass: ours 150.0 (75 % of that), careful 75.0 (50 % of that) GFLOP/s",
  ]);
  const network = describeNetwork(readCheckpoint("data/model.pt"), { stem: "auto" });
  const stem = 16 * 16 * 16 * 3 * 7 * 7;
  const first = 4 * (8 * 8 * 16 * 16 * 9);
  const each = 4 * 4 * 32 * (16 * 9 + 3 * 32 * 9 + 16);
  const products = stem + first + 3 * each + 128 * 10;
  assert.equal(networkWork(network, { height: 32, width: 32 }), 2 * products);
});

test("a stage's clock adds up its seconds and keeps the largest memory", async () => {
  const clock = new StageClock();
  const wait = () => new Promise((resolve) => setTimeout(resolve, 20));
  await clock.time("forest", wait);
  assert.equal(await clock.time("forest", async () => wait().then(() => 7)), 7);
  assert.ok((clock.seconds.forest ?? 0) >= 0.038);
  assert.ok((clock.peaks.forest ?? 0) > 20);
});

test("other logits, rows, ids or AUCs are no equal work", (t) => {
  const folder = path.dirname(scratch(t, "any"));
  const side = (
    name: string,
    change: { logit?: number; rows?: string; id?: number; auc?: number },
  ) => {
    const out = path.join(folder, name);
    mkdirSync(out);
    const data = Float32Array.of(1, 2, 3 + (change.logit ?? 0), -40);
    for (const part of ["public", "private"]) {
      writeNpy(path.join(out, `logits_${part}.npy`), { data, shape: [2, 2] });
    }
    const figures = { validation_raw: { auc: change.auc ?? 0.65 } };
    const models = { RF: figures, LightGBM: figures, MLP: figures };
    writeJson(path.join(out, "metrics.json"), { validation_rows: change.rows ?? "a", ...models });
    for (const model of Object.keys(models)) {
      writeFileSync(
        path.join(out, `submission_${model}.csv`),
        `ids,score\n${change.id ?? 1},0.5\n`,
      );
    }
    return out;
  };
  const ours = side("ours", {});
  const failing = (name: string, change: object) =>
    equalWork(ours, side(name, change), "careful").filter((check) => !check.ok).length;
  assert.equal(failing("equal", { logit: 0.00005, auc: 0.669 }), 0);
  assert.equal(failing("logits", { logit: 0.001 }), 2);
  assert.equal(failing("rows", { rows: "b" }), 1);
  assert.equal(failing("ids", { id: 2 }), 3);
  assert.equal(failing("aucs", { auc: 0.68 }), 3);
  const withoutBoosting = side("without boosting", {});
  rmSync(path.join(withoutBoosting, "submission_LightGBM.csv"));
  assert.equal(equalWork(ours, withoutBoosting, "careful", ["RF", "MLP"]).length, 2 + 1 + 2 * 2);
});

const fixtures = path.join("test", "fixtures", "audit");

/** Private scores of data/'s frozen logits, in the published arithmetic and as they were in float64. */
async function privateScores(dtype: "float32" | "float64") {
  const y = Uint8Array.from(readNpy(path.join(fixtures, "membership.npy")).data);
  const featuresOf = (part: string) => {
    const { data, shape } = readNpy(path.join(fixtures, `logits_${part}.npy`));
    const logits = { data: data as Float32Array, rows: shape[0], classes: shape[1] };
    const labels = Int32Array.from(readNpy(path.join(fixtures, `labels_${part}.npy`)).data);
    const of = dtype === "float32" ? publishedFeatures : extractFeatures;
    return of(logits, labels).columns;
  };
  const [seen, unseen] = ["public", "private"].map(featuresOf);
  const rows = Int32Array.from(y.keys());
  const columns = Object.fromEntries(
    Object.keys(seen).map((name) => [name, Float64Array.of(...seen[name], ...unseen[name])]),
  );
  const attack = await fitPublished({ columns, membership: y, taught: rows }, { seed: 42, dtype });
  return attack.refitted(rows.map((row) => row + y.length));
}

test("scores in another arithmetic are no equal work, though their AUCs agree", async (t) => {
  const folder = path.dirname(scratch(t, "any"));
  const answers = path.join("data", "answers.csv");
  const ids = [...readCsv(answers).texts("ids")];
  const side = (name: string, scores: Readonly<Record<string, Float64Array>>) => {
    const out = path.join(folder, name);
    for (const [model, values] of Object.entries(scores)) {
      const submission = { idColumn: "ids" as const, ids, scores: values };
      writeSubmission(path.join(out, `submission_${model}.csv`), submission);
    }
    return out;
  };
  const theirs = side("theirs", {
    ...(await privateScores("float32")),
    RF: Float64Array.from(golden.RF.scores),
  });
  const [single, double] = [await privateScores("float32"), await privateScores("float64")];
  assert.ok(equalScores(side("float32", single), theirs, answers).every(({ ok }) => ok));
  const failed = equalScores(side("float64", double), theirs, answers).filter(({ ok }) => !ok);
  assert.deepEqual(
    failed.map(({ what }) => what),
    ["RF", "LightGBM"].map(
      (model) => `${model}'s private scores from the same logits, rank correlation`,
    ),
  );
});

test("a profile's busiest functions are those that were seen at work, callees apart", () => {
  const node = (id: number, functionName: string) => ({
    id,
    callFrame: { functionName, url: "file:///lib/adam.ts" },
  });
  const profile = {
    nodes: [node(1, "update"), node(2, "")],
    samples: [1, 2, 1],
    timeDeltas: [2000, 1000, 3000],
  };
  assert.deepEqual(busiest(profile, 2), [
    { name: "update adam.ts", ms: 5 },
    { name: "(unnamed) adam.ts", ms: 1 },
  ]);
});

test("a case that lacks a file and a Python that is not there are said in one line", () => {
  assert.match(caseFiles("data").model, /model\.pt$/);
  assert.throws(() => caseFiles("lib"), /lib: found no model file, expected model.pt or 01_MIA.pt/);
  assert.throws(() => missingPackages("no-such-python"), /no-such-python: found ENOENT, expected /);
});

test("a Python without LightGBM lacks boosting alone; what all sides need is named", (t) => {
  const python = (lacks: string) => {
    const file = scratch(t, `python lacks ${lacks}`);
    writeFileSync(file, `#!/bin/sh\necho ${lacks}\n`, { mode: 0o700 });
    return missingPackages(file);
  };
  assert.deepEqual(python("lightgbm"), { packages: [], boosting: true });
  assert.deepEqual(python("scipy lightgbm"), { packages: ["scipy"], boosting: true });
  assert.deepEqual(python(""), { packages: [], boosting: false });
});
