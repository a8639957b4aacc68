import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Metrics, metricsSchema } from "../../lib/audit/outcome";
import { readCsv, readDataset } from "../../lib/files";
import { schemaProblems, sha256Of, writeNpy } from "../../lib/files/outputs";
import { rocAuc, tprAtFpr } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { zip } from "../files/build";
import { run } from "../kernel/runNotebook";

const outDir = mkdtempSync(path.join(tmpdir(), "best-"));
const inputs = mkdtempSync(path.join(tmpdir(), "best-inputs-"));
const inOut = (name: string) => path.join(outDir, name);
const input = (name: string) => path.join(inputs, name);
const [publicPath, privatePath] = [input("public.npz"), input("private.npz")];
const few = ["-p", "predictors", '["plain", "classAware", "views"]', "-p", "views", '["flip"]'];
after(() => {
  for (const folder of [outDir, inputs]) rmSync(folder, { recursive: true });
});

let metrics: Metrics;

const near = (found: number, expected: number) => {
  assert.ok(Math.abs(found - expected) < 1e-12, `found ${found}, expected ${expected}`);
};

/** The first rows of a dataset, as numpy.savez would write them. */
function writeFirst(file: string, from: string, rows: number): void {
  const { ids, labels, membership, images } = readDataset(from);
  const { channels, height, width } = images;
  const bytes = new Uint8Array(rows * channels * height * width);
  images.readBytes(0, rows, bytes);
  const npy = (name: string, data: Int32Array | Float32Array, shape: number[]) => {
    writeNpy(input("array.npy"), { data, shape });
    const written = readFileSync(input("array.npy"));
    rmSync(input("array.npy"));
    return { name: `${name}.npy`, data: written };
  };
  const first = (values: ArrayLike<number>) =>
    Int32Array.from({ length: rows }, (_, i) => values[i]);
  const entries = [
    npy(
      "images",
      Float32Array.from(bytes, (byte) => byte / 255),
      [rows, channels, height, width],
    ),
    npy("labels", first(labels), [rows]),
    npy("ids", first(ids.map(Number)), [rows]),
    ...(membership ? [npy("membership", first(membership), [rows])] : []),
  ];
  writeFileSync(file, zip(entries));
}

before(async () => {
  writeFirst(publicPath, "data/public.pt", 700);
  writeFirst(privatePath, "data/private.pt", 300);
  const { code, stderr } = await run(
    [
      "notebooks/Best_Attack.ipynb",
      "--out",
      outDir,
      ...few,
      ...["-p", "publicPath", publicPath, "-p", "privatePath", privatePath],
      "-p",
      "answersPath",
      "data/answers.csv",
    ],
    ".",
  );
  assert.equal(code, 0, stderr);
  metrics = JSON.parse(readFileSync(inOut("metrics.json"), "utf8"));
});

test("the run leaves the kinds of files that the published attack does, and its submission", () => {
  const left = readdirSync(outDir).filter((name) => !/^(logits|activations)_/.test(name));
  assert.deepEqual(left.sort(), [
    "Best_Attack.html",
    "Best_Attack.ipynb",
    "blind.json",
    "explore.html",
    "metrics.json",
    "predictors_private.csv",
    "predictors_public.csv",
    ...["records_private.csv", "records_public.csv"],
    "scores_private.csv",
    "scores_public.csv",
    "submission_best.csv",
    ...["summary.html", "summary.json", "summary.md"],
  ]);
  const hashed = Object.keys(metrics.artefacts ?? {});
  assert.deepEqual(metrics.artefacts, sha256Of(outDir, hashed));
});

test("each row's exposure is that of scores by models that had not seen it", () => {
  const [scores, records] = ["scores", "records"].map((name) =>
    readCsv(inOut(`${name}_public.csv`)),
  );
  assert.deepEqual(records.texts("id"), scores.texts("id"));
  const [raw, ranks] = [scores.numbers("best_raw"), records.numbers("rank")];
  const byRank = [...ranks.keys()].sort((one, other) => ranks[one] - ranks[other]);
  assert.ok(byRank.every((row, place) => place === 0 || raw[row] <= raw[byRank[place - 1]]));
  assert.equal(readCsv(inOut("records_private.csv")).rows, 300);
});

test("which looks ran is recorded with why, and the summary says it in a sentence", () => {
  const { budget, looks = [], forecast } = metrics.looks ?? {};
  assert.deepEqual([budget, forecast?.taken], [null, forecast?.all]);
  assert.deepEqual(
    looks.map(({ look, runs, because }) => [look, runs, because]),
    [["flip", true, "a group needs it"]],
  );
  const says = "- **What it looked at.** Every look of its groups was taken (1).";
  assert.ok(readFileSync(inOut("summary.md"), "utf8").includes(says));
});

test("every row of metrics.json can be computed again from the scores it names", () => {
  assert.deepEqual(schemaProblems(metrics, metricsSchema, "metrics"), []);
  assert.equal(metrics.rows.length, 10);
  for (const { column, protocol, part, n, auc, tpr } of metrics.rows) {
    const table = readCsv(inOut(`scores_${part === "private" ? "private" : "public"}.csv`));
    const isWhole = part === "private" || part === "crossfitted";
    const parts = isWhole ? null : table.texts(`part_${protocol}`);
    const rows = Array.from({ length: table.rows }, (_, i) => i).filter(
      (i) => !parts || parts[i] === part,
    );
    const membership = Uint8Array.from(take(table.numbers("membership"), rows));
    const texts = table.texts(column);
    const scores = Float64Array.from(rows, (row) => Number(texts[row]));
    assert.equal(n, rows.length);
    const folds = part === "crossfitted" ? table.numbers(`fold_${protocol}`) : rows.map(() => 1);
    const each = [...new Set(folds)].map((fold) => {
      const own = [...rows.keys()].filter((i) => folds[i] === fold);
      return [take(membership, own), take(scores, own)] as const;
    });
    assert.equal(each.length, part === "crossfitted" ? 5 : 1);
    const mean = (values: number[]) => values.reduce((sum, one) => sum + one) / values.length;
    near(auc, mean(each.map((pair) => rocAuc(...pair))));
    const membersOf = (known: Uint8Array) => known.reduce((sum, one) => sum + one, 0);
    const caught = each.map((pair) => tprAtFpr(...pair, 0.05).tpr * membersOf(pair[0]));
    near(tpr["0.05"].tpr, caught.reduce((sum, one) => sum + one) / membersOf(membership));
  }
});

test("what is handed in is the calibrated private score, and it beats a coin on the answers", () => {
  const handedIn = readCsv(inOut("submission_best.csv")).numbers("score");
  assert.deepEqual(handedIn, readCsv(inOut("scores_private.csv")).numbers("best_calibrated"));
  const found = metrics.rows.find(({ part }) => part === "private");
  assert.ok(found?.auc_ci && found.auc_ci[0] > 0.6, `${found?.auc}`);
});
