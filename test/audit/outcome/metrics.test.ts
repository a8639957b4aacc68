import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
  AuditRun,
  type Metrics,
  metricsSchema,
  readMetrics,
  writeMetrics,
} from "../../../lib/audit/outcome";
import { schemaProblems } from "../../../lib/files/outputs";
import { AS_STORED } from "../../../lib/inference";
import { scratch } from "../../files/outputs/scratch";
import { openNetwork } from "../../inference/fixtures";

const metrics: Metrics = {
  rows: [
    {
      column: "RF_published_raw",
      model: "RF",
      protocol: "published",
      part: "report",
      n: 400,
      members: 200,
      auc: 0.61,
      auc_ci: [0.55, 0.67],
      tpr: { "0.05": { tpr: 0.1, fpr: 0.045, threshold: 0.7, ci: [0.05, 0.15] } },
    },
  ],
  seeds: { seed: 42 },
  engine: "onnx",
  stages: { inference: 1.5 },
  versions: { node: "20.20.2" },
  inputs: { model: { file: "model.pt", sha256: "0".repeat(64), size: 9 } },
  memory: { peakBytes: 1_000_000 },
  artefacts: { "scores_public.csv": "f".repeat(64) },
  arithmetic: { published: "float32", corrected: "float64" },
};

const accuracy = {
  set: "sample of 256 public rows",
  n: 256,
  accuracy: 0.9,
  ci: [0.85, 0.93],
} as const;
const selfCheck: Metrics["selfCheck"] = {
  accuracies: [{ ...accuracy, set: "private" }],
  sample: accuracy,
  chance: 0.13,
  readings: [
    {
      reading: "normalisation: none",
      parameter: "mean [0, 0, 0] and std [1, 1, 1]",
      n: 64,
      accuracy: 0.4,
      atHand: 0.9,
      better: 1,
      worse: 33,
      p: 1,
      adjusted: 1,
    },
  ],
  warns: false,
  verdict: "Self-check: none is better",
};

const readAs: Metrics["readAs"] = {
  network: "ResNet-18",
  weights: "ema",
  stem: "auto",
  unsaid: { epsilon: 0.001 },
  edition: 2025,
  preprocessing: { channels: "BGR" },
  normalization: { mean: [0.5], std: [0.25], scale: 255 },
};

type Place = readonly (string | number)[];

/** The metrics with another value at one place; undefined removes what is there. */
function changed(place: Place, value: unknown): unknown {
  const copy = structuredClone(metrics);
  const last = place[place.length - 1];
  let holder = copy as unknown as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) holder = holder[key] as typeof holder;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

test("metrics of the shape of the contract agree with the schema and are written as they are", (t) => {
  const file = scratch(t, "metrics.json");
  writeMetrics(file, metrics);
  assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), metrics);
});

test("a self-check may be there, and each of its parts is held against the schema", () => {
  const whole = { ...metrics, selfCheck };
  assert.deepEqual(schemaProblems(whole, metricsSchema, "metrics"), []);
  for (const wrong of [
    { sample: { ...accuracy, accuracy: 1.5 } },
    { readings: [{ ...selfCheck.readings[0], parameter: undefined }] },
    { readings: [{ ...selfCheck.readings[0], better: -1 }] },
    { warns: "no" },
    { verdict: undefined },
  ]) {
    const broken = JSON.parse(
      JSON.stringify({ ...metrics, selfCheck: { ...selfCheck, ...wrong } }),
    );
    const problems = schemaProblems(broken, metricsSchema, "metrics");
    assert.equal(problems.length, 1, JSON.stringify(wrong));
    assert.match(problems[0], /selfCheck/);
  }
});

test("how inputs were read may be there, and each of its parts is held against the schema", () => {
  assert.deepEqual(schemaProblems({ ...metrics, readAs }, metricsSchema, "metrics"), []);
  for (const wrong of [
    { weights: 1 },
    { unsaid: { epsilon: "small" } },
    { edition: "2025" },
    { preprocessing: null },
    { normalization: { mean: [0.5] } },
  ]) {
    const broken = { ...metrics, readAs: { ...readAs, ...wrong } };
    const problems = schemaProblems(broken, metricsSchema, "metrics");
    assert.equal(problems.length, 1, JSON.stringify(wrong));
    assert.match(problems[0], /readAs/);
  }
});

test("a run tells which weights it took, what was said of them and how images were prepared", (t) => {
  const file = scratch(t, "metrics.json");
  const run = new AuditRun(path.dirname(file), { seed: 42 });
  const preprocessing = {
    ...AS_STORED,
    channels: "BGR",
    source: "from /home/me/p.json",
    file: null,
  } as const;
  const settled = {
    ...{ weights: "ema", stem: "auto", unsaid: { epsilon: 0.001 } },
    reading: { edition: { year: 2025 as const }, preprocessing },
    normalization: { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25], scale: 255 },
  };
  const beside = path.join(path.dirname(file), "normalization.json");
  writeFileSync(beside, "{}");
  const withFile = { ...settled, normalization: { ...settled.normalization, file: beside } };
  run.readAs(openNetwork("resnet18-7x7"), withFile);
  run.metrics([], { engine: "none" });
  const { reading: _, ...said } = settled;
  const { readAs: found, inputs } = readMetrics(file);
  assert.equal(inputs.normalization.file, "normalization.json");
  assert.match(found?.network ?? "", /^ResNet-18, /);
  const others = { network: found?.network, edition: 2025, preprocessing: { channels: "BGR" } };
  assert.deepEqual(found, { ...said, ...others });
  assert.ok(!readFileSync(file, "utf8").includes("/home/me"));
});

const point = ["rows", 0, "tpr", "0.05"];

test("intervals may be absent, and a threshold that lets no score through is null", () => {
  for (const other of [
    changed(["rows", 0, "auc_ci"], undefined),
    changed([...point, "ci"], undefined),
    changed([...point, "threshold"], null),
  ]) {
    assert.deepEqual(schemaProblems(other, metricsSchema, "metrics"), []);
  }
});

const problems: [string, Place, unknown, string][] = [
  ["a missing part", ["engine"], undefined, "metrics.engine is missing"],
  ["an AUC above 1", ["rows", 0, "auc"], 1.5, "metrics.rows[0].auc is 1.5, above 1"],
  ["a fractional count", ["rows", 0, "n"], 2.5, "metrics.rows[0].n is 2.5, not integer"],
  [
    "an interval of one end",
    ["rows", 0, "auc_ci"],
    [0.5],
    "metrics.rows[0].auc_ci has 1 items, not 2 to 2",
  ],
  [
    "a limit given in per cent",
    ["rows", 0, "tpr", "5"],
    { tpr: 0.1, fpr: 0.05, threshold: 0.5 },
    'metrics.rows[0].tpr has the key "5", which does not match ^0\\.\\d+$',
  ],
  ["a rate below 0", [...point, "fpr"], -1, "metrics.rows[0].tpr.0.05.fpr is -1, below 0"],
  [
    "a hash that is none",
    ["inputs", "model", "sha256"],
    "abc",
    'metrics.inputs.model.sha256 is "abc", which does not match ^[0-9a-f]{64}$',
  ],
  [
    "an input by its name alone",
    ["inputs", "model"],
    "0".repeat(64),
    `metrics.inputs.model is "${"0".repeat(64)}", not object`,
  ],
  [
    "a machine's path",
    ["inputs", "model", "file"],
    "/home/me/model.pt",
    'metrics.inputs.model.file is "/home/me/model.pt", which does not match ^[^/\\\\]+$',
  ],
];

for (const [what, place, value, problem] of problems) {
  test(`the schema finds ${what}, and nothing is written`, (t) => {
    const file = scratch(t, "metrics.json");
    const bad = changed(place, value);
    assert.deepEqual(schemaProblems(bad, metricsSchema, "metrics"), [problem]);
    assert.throws(() => writeMetrics(file, bad as Metrics), RangeError);
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });
}

test("readMetrics gives back what was written, and an earlier edition's inputs by their files' names", (t) => {
  const file = scratch(t, "metrics.json");
  writeMetrics(file, metrics);
  assert.deepEqual(readMetrics(file), metrics);
  const hash = "1".repeat(64);
  writeFileSync(file, JSON.stringify({ ...metrics, inputs: { "a.pt": hash, "b.pt": hash } }));
  const inputs = { "a.pt": { file: "a.pt", sha256: hash }, "b.pt": { file: "b.pt", sha256: hash } };
  assert.deepEqual(readMetrics(file), { ...metrics, inputs });
});

test("readMetrics refuses what is neither in one line", (t) => {
  const file = scratch(t, "metrics.json");
  for (const text of ["{", "null", "[1]", JSON.stringify({ ...metrics, inputs: { model: 1 } })]) {
    writeFileSync(file, text);
    assert.throws(() => readMetrics(file), /^InputError: .*metrics\.json: found [^\n]*$/);
  }
});

test("schemaProblems refuses keys where none but the described are allowed", () => {
  const schema = { type: "object", properties: { a: {} }, additionalProperties: false } as const;
  assert.deepEqual(schemaProblems({ a: 1, b: 2 }, schema, "it"), ["it.b is not known"]);
});
