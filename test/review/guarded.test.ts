import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { main } from "../../lib/commands";
import { schemaProblems } from "../../lib/files/outputs";
import { scoreStatistics } from "../../lib/metrics";
import { GuardedThreads } from "../../lib/numeric/workers";
import { scoreHistogram } from "../../lib/report/figures";
import { memberHistogram } from "../../lib/report/figures/memberHistogram";
import { ReviewGuarded } from "../../lib/review/guarded/reviewGuarded";
import { reviewSchema } from "../../lib/review/output/schema";
import { parseJson } from "../../lib/review/parseJson";
import { hostileTask, prepareHostileTask } from "./hostileTasks";
import { answersText, makeRows, scratchFolder, submissionText } from "./makeSubmission";

const { folder, write } = scratchFolder();
const { ids, membership, scores } = makeRows({ n: 60 });
const answers = write("answers.csv", answersText(ids, membership));
const sound = write("sound.csv", submissionText(ids, scores));
const cell = (more: object) => ({ cell_type: "code", metadata: {}, source: "", ...more });
const notebook = (cells: unknown, metadata: unknown = {}) =>
  JSON.stringify({ nbformat: 4, metadata, cells });
const deep = "[".repeat(6000) + "]".repeat(6000);
const printed = { output_type: "stream", name: "stdout", text: "x" };
const many = Array.from({ length: 130_000 }, () => printed);
const large = { ...printed, text: "x".repeat(1_500_000) };
const pythonCells = (source: string) =>
  notebook([cell({ source, outputs: [] })], { kernelspec: { name: "python3" } });
const claims = (more: string) => `{"claims":[{"quantity":"auc","value":0.5},${more}]}`;
const constant = (...values: (number | string)[]) =>
  `ids,score\n${ids.map((id, i) => `${id},${values[i % values.length]}\n`).join("")}`;

const notebooks: Readonly<Record<string, string>> = {
  "kernel.ipynb": '{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"name":{"toString":1}}}}',
  "line.ipynb": notebook([cell({ source: [{ toString: 1 }] })]),
  "deep-metadata.ipynb": `{"nbformat":4,"metadata":{"x":${deep}},"cells":[]}`,
  "deep-output.ipynb": `{"nbformat":4,"cells":[{"cell_type":"code","outputs":[${deep}]}]}`,
  "deep-format.ipynb": `{"nbformat":${deep},"cells":[]}`,
  "count.ipynb":
    '{"nbformat":4,"cells":[{"cell_type":"code","source":"a","execution_count":1e999}]}',
  "outputs.ipynb": notebook([cell({ source: "a = 1", outputs: [large, ...many] })]),
  "cells.ipynb": notebook(
    Array.from({ length: 130_000 }, () => cell({ source: "a\n".repeat(31) })),
  ),
  "brackets.ipynb": pythonCells(`PCA(${"()".repeat(4_500_000)}`),
  "letters.ipynb": pythonCells(`PCA(${"a".repeat(9_000_000)}`),
  "calibrated.ipynb": pythonCells(`Calibrated(${"a".repeat(9_000_000)}`),
};
const stated: Readonly<Record<string, string>> = {
  "deep.json": claims(`{"quantity":"auc","value":${deep}}`),
  "quantity.json": claims('{"quantity":{"toString":1},"value":1}'),
  "source.json": claims('{"quantity":"auc","value":0.5,"source":{"toString":1}}'),
  "model.json": claims('{"quantity":"auc","value":0.5,"model":[[{"toString":1}]]}'),
  "infinite.json": claims('{"quantity":"auc","value":1e999}'),
  "limit.json": claims('{"quantity":"tpr","value":0.5,"at_fpr":1e999}'),
  "huge.json": claims('{"quantity":"mean","value":1e308}'),
  "infinite.txt": "MLP AUC: 1e999\nAUC: 0.6\n",
};
const submissions: Readonly<Record<string, string>> = {
  "infinite.csv": constant("1e999", "-1e999"),
  "large.csv": constant(1e308, -1e308),
  "one-large.csv": constant(...Array.from({ length: 59 }, (_, i) => i / 59), 1e308),
  "small.csv": constant(1e-320, 5e-324),
  "smaller.csv": constant(...Array.from({ length: 60 }, (_, i) => i * 5e-324)),
  [`${"n".repeat(246)}.csv`]: submissionText(ids, scores),
};

const { log, error } = console;
after(() => Object.assign(console, { log, error }));

test("none of these ends the review: each has a verdict of its own, in every output, and a sound file is accepted", async () => {
  const writeAll = (files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([name, text]) => write(name, text));
  const loops = ["loop.csv", "loop.ipynb", "loop.json"].map((name) => path.join(folder, name));
  for (const loop of loops) symlinkSync(loop, loop);
  const words = [
    ...[...writeAll(submissions), loops[0], sound],
    ...[...writeAll(notebooks), loops[1]].flatMap((file) => ["--notebook", file]),
    ...[...writeAll(stated), loops[2]].flatMap((file) => ["--claims", file]),
    ...[
      "--answers",
      answers,
      "--replicates",
      "100",
      "--json",
      "review.json",
      "--html",
      "page.html",
    ],
    ...["--grades", "grades.csv", "--feedback", "feedback"],
  ];
  let out = "";
  console.log = (text: string) => {
    out += text;
  };
  console.error = () => {};
  const code = await main(["review", ...words], folder);
  Object.assign(console, { log, error });
  assert.equal(code, 1, "one file that cannot be read does not make a class unreadable");
  const review = JSON.parse(readFileSync(path.join(folder, "review.json"), "utf8"));
  assert.deepEqual(schemaProblems(review, reviewSchema, "review"), []);
  assert.equal(review.submissions.length, 8);
  assert.equal(review.notebooks.length, 12);
  assert.equal(review.submissions.at(-1).verdict, "accepted");
  assert.ok(review.submissions.at(-1).judgement.auc.auc > 0.5);
  const failed = JSON.stringify(review).match(/the reviewer failed \([^)]*\)/g);
  assert.equal(failed, null, "the causes are mended too");
  assert.match(out, /verdict: \d accepted, \d rejected, \d unreadable/);
  assert.equal(readdirSync(path.join(folder, "feedback")).length, 8);
  assert.ok(existsSync(path.join(folder, "page.html")));
});

for (const [what, args, message] of [
  ["throws", "throw", /^Error: thrown on purpose$/],
  ["throws no error", "text", /thrown text/],
  ["loops for ever", "loop", /^Error: it took more than 1 s$/],
  ["takes memory without end", "fill", /^Error: it took more than 64 MiB of memory$/],
  ["ends its thread", "exit", /^Error: a worker ended with code 3/],
] as const) {
  test(`a call that ${what} fails alone, and the calls beside and after it do not`, async () => {
    const options = { threads: 2, seconds: args === "loop" ? 1 : 60, mebibytes: 64 };
    const guarded = new GuardedThreads(options, prepareHostileTask, () => "kept");
    try {
      const calls = ["well", args, "well", "well"].map((one) => guarded.call(hostileTask, one));
      const settled = await Promise.allSettled(calls);
      assert.deepEqual(
        settled.map(({ status }) => status),
        ["fulfilled", "rejected", "fulfilled", "fulfilled"],
      );
      assert.match(String((settled[1] as PromiseRejectedResult).reason), message);
      assert.equal((settled[3] as PromiseFulfilledResult<string>).value, "well, kept");
    } finally {
      await guarded.close();
    }
  });
}

test("whatever the reviewer throws is that file's verdict, and says that the reviewer failed", async () => {
  const short = write("short.csv", submissionText(ids.slice(3), scores.slice(3)));
  const wrong = { ids, membership: Uint8Array.of(1), labels: null };
  const options = { seed: 42, holdout: 0.3, replicates: 100 };
  const guarded = new ReviewGuarded(2, 0, () => ({ ids: null, answers: wrong, options }));
  try {
    const [failed, other] = await Promise.all(
      guarded.submissions([sound, short].map((file) => ({ file, folder }))),
    );
    assert.equal(failed.review.verdict, "unreadable");
    assert.match(failed.review.findings[0].found, /^the reviewer failed \(.+\)$/);
    assert.equal(other.review.verdict, "accepted", "the next one is reviewed");
  } finally {
    await guarded.close();
  }
});

test("JSON is refused by its depth before it is parsed; brackets in strings do not count", () => {
  assert.throws(() => parseJson("a.json", deep, "JSON"), /nested more than 200 deep/);
  assert.deepEqual(parseJson("a.json", `["${"[".repeat(300)}\\"${"{".repeat(300)}"]`, "JSON"), [
    `${"[".repeat(300)}"${"{".repeat(300)}`,
  ]);
  assert.throws(() => parseJson("a.json", " ", "JSON"), /an empty file/);
});

test("statistics of the largest numbers are finite, those of others keep their bits", () => {
  const { mean, std, max } = scoreStatistics([1e308, -1e308, 1e308]);
  assert.ok(Math.abs(mean / (1e308 / 3) - 1) < 1e-12);
  assert.ok(Math.abs(std / (1e308 * Math.sqrt(8 / 9)) - 1) < 1e-12);
  assert.equal(max, 1e308);
  assert.deepEqual(scoreStatistics([0.1, 0.7]), {
    min: 0.1,
    max: 0.7,
    mean: 0.39999999999999997,
    std: 0.29999999999999993,
  });
  const { MAX_VALUE } = Number;
  assert.ok(Number.isFinite(scoreStatistics([MAX_VALUE, -MAX_VALUE]).std));
});

test("a histogram of values that have no place on an axis says so", () => {
  const said = (values: number[]) => JSON.stringify(scoreHistogram(values));
  assert.match(said([0, 1e-320]), /they lie too close together for an axis/);
  assert.match(said([1e308, -1e308]), /they lie too far out for an axis/);
  assert.match(said([1, 1]), /all 2 equal 1/);
  const both = { membership: [1, 0], values: [0, 1e-320] };
  assert.match(JSON.stringify(memberHistogram(both, { valueName: "Score" })), /too close together/);
});

test("no list as long as a file's content is spread over the arguments of a call", () => {
  const root = path.join(__dirname, "..", "..", "lib", "review");
  const files = readdirSync(root, { recursive: true }).map(String);
  const found = files
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const lines = readFileSync(path.join(root, name), "utf8").split("\n");
      return lines.filter((line) => /Math\.(max|min)\(\s*\.\.\./.test(line)).map(() => name);
    });
  assert.deepEqual(found, []);
});
