import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { correctedAttack } from "../../lib/audit/corrected";
import { type Metrics, metricsSchema } from "../../lib/audit/outcome";
import { publishedAttack } from "../../lib/audit/published";
import { readVerdict } from "../../lib/audit/verdict";
import { extractFeatures, publishedFeatures } from "../../lib/features";
import { readAnswers, readCsv, readDataset } from "../../lib/files";
import { readNpy, schemaProblems, sha256, sha256Of } from "../../lib/files/outputs";
import { joined, readNotebook } from "../../lib/kernel";
import { rocAuc, tprAtFpr } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { run } from "../kernel/runNotebook";
import { captionProblems } from "../report/captions/captionProblems";
import { notebookCaptions } from "../report/captions/notebookCaptions";
import { RunFacts } from "../report/captions/runFacts";

const models = ["RF", "LightGBM", "MLP"];
const kept = process.env.ANSWERED_IN;
const outDir = kept ? path.resolve(kept) : mkdtempSync(path.join(tmpdir(), "attack-"));
const inOut = (name: string) => path.join(outDir, name);
after(() => {
  if (!kept) rmSync(outDir, { recursive: true });
});

let metrics: Metrics;

const near = (found: number, expected: number) => {
  assert.ok(Math.abs(found - expected) < 1e-12, `found ${found}, expected ${expected}`);
};

before(async () => {
  const words = ["notebooks/A1_12_Ensemble.ipynb", "--out", outDir];
  const { code, stderr } = await run([...words, "-p", "answersPath", "data/answers.csv"], ".");
  assert.equal(code, 0, stderr);
  metrics = JSON.parse(readFileSync(inOut("metrics.json"), "utf8"));
});

test("the run leaves the files of its contract and nothing else", () => {
  const corrected = models.map((model) => `submission_${model}_corrected.csv`);
  assert.deepEqual(readdirSync(outDir).sort(), [
    "A1_12_Ensemble.html",
    "A1_12_Ensemble.ipynb",
    "blind.json",
    "explore.html",
    "importance.json",
    "logits_private.npy",
    "logits_public.npy",
    "metrics.json",
    "predictors_private.csv",
    "predictors_public.csv",
    "records_private.csv",
    "records_public.csv",
    "scores_private.csv",
    "scores_public.csv",
    ...[...models.map((model) => `submission_${model}.csv`), ...corrected].sort(),
    ...["summary.html", "summary.json", "summary.md"],
  ]);
});

test("predictors carry the published ten and LiRA first, then phi and the corrected score", () => {
  const published = [
    ...Array.from({ length: 10 }, (_, label) => `prob_${label}`),
    ...["sample_loss", "class_entropy", "adjusted_entropy", "top2_conf_margin", "true_class_prob"],
    ...["correctness", "max_logit", "true_logit", "gradient_proxy", "lira_score"],
  ];
  const all = [...published, "phi", "lira_corrected"];
  const publicNames = readCsv(inOut("predictors_public.csv")).names;
  assert.deepEqual(publicNames, ["id", "label", "membership", ...all]);
  assert.deepEqual(readCsv(inOut("predictors_private.csv")).names, ["id", "label", ...all]);
  assert.deepEqual(readNpy(inOut("logits_public.npy")).shape, [2000, 10]);
});

test("each submission scores every private id once, in the order of the file", () => {
  const dataset = readDataset("data/private.pt");
  for (const name of models.flatMap((model) => [model, `${model}_corrected`])) {
    const submission = readCsv(inOut(`submission_${name}.csv`));
    assert.deepEqual(submission.names, ["ids", "score"]);
    assert.deepEqual([...submission.texts("ids")], dataset.ids.map(String));
  }
  dataset.close();
});

test("as published hands in the raw scores, as corrected the calibrated ones", () => {
  const scores = readCsv(inOut("scores_private.csv"));
  for (const model of models) {
    const handedIn = readCsv(inOut(`submission_${model}.csv`)).numbers("score");
    const corrected = readCsv(inOut(`submission_${model}_corrected.csv`)).numbers("score");
    assert.deepEqual(handedIn, scores.numbers(`${model}_published_raw`));
    assert.deepEqual(corrected, scores.numbers(`${model}_corrected_calibrated`));
  }
});

test("records rank every row once flagged or not, the most exposed first", () => {
  const records = readCsv(inOut("records_public.csv"));
  const columns = ["id", "membership", "score", "rank", "p_value", "flagged_5", "flagged_10"];
  const byAttack = models.flatMap((model) => [`${model}_score`, `${model}_flagged`]);
  assert.deepEqual(records.names, [...columns, ...byAttack, "flagged_by"]);
  const flags = models.map((model) => records.numbers(`${model}_flagged`));
  const sums = flags[0].map((_, row) => flags.reduce((sum, own) => sum + own[row], 0));
  assert.deepEqual(records.numbers("flagged_by"), sums);
  assert.ok(Math.max(...sums) === 3, "some row is flagged by every attack");
  assert.equal(records.rows, 2000);
  const [scores, ranks, pValues] = ["score", "rank", "p_value"].map((name) =>
    records.numbers(name),
  );
  const first = ranks.indexOf(1);
  assert.equal(scores[first], Math.max(...scores));
  assert.ok(pValues.every((p) => p > 0 && p <= 1));
});

test("summary.json agrees with its schema, with metrics.json and with the scores that judge", () => {
  const verdict = readVerdict(inOut("summary.json"));
  const { column, part, auc, tpr } = verdict.judged;
  const row = metrics.rows.find((one) => one.column === column && one.part === part);
  assert.equal(auc.value, row?.auc);
  assert.equal(tpr["0.05"].value, row?.tpr["0.05"].tpr);
  assert.equal(verdict.attacked.model?.sha256, sha256("data/model.pt"));
  assert.equal(verdict.found?.rows, 2000);
  assert.equal(verdict.epsilon.length, 4);
  assert.deepEqual(
    verdict.flagged.map(({ set, rate }) => `${set} ${rate}`),
    ["public 0.05", "public 0.1", "private 0.05", "private 0.1"],
  );
  assert.match(readFileSync(inOut("summary.html"), "utf8"), /What this run has found/);
});

test("metrics.json agrees with its schema and names its inputs by their SHA-256", () => {
  assert.deepEqual(schemaProblems(metrics, metricsSchema, "metrics"), []);
  const files = {
    model: "model.pt",
    public: "public.pt",
    private: "private.pt",
    answers: "answers.csv",
    normalization: "normalization.json",
  };
  assert.deepEqual(Object.keys(metrics.inputs), Object.keys(files));
  for (const [role, name] of Object.entries(files)) {
    const { file, sha256: hash } = metrics.inputs[role];
    assert.deepEqual([file, hash], [name, sha256(path.join("data", name))]);
  }
  assert.ok(metrics.stages.inference > 0);
  const protocols = { published: "float32", heldout: "float32", corrected: "float64" };
  assert.deepEqual(metrics.arithmetic, { ...protocols, perceptron: "float32" });
});

test("metrics.json names every other file of the run by its SHA-256, so that an edited one is noticed", () => {
  // The page is made of all of these, metrics.json with them.
  const own = ["A1_12_Ensemble.html", "A1_12_Ensemble.ipynb", "explore.html", "metrics.json"];
  const others = readdirSync(outDir).filter((name) => !own.includes(name));
  assert.deepEqual(metrics.artefacts, sha256Of(outDir, others));
  assert.ok(metrics.memory && metrics.memory.peakBytes > 100e6);
});

test("the summary stands in the box at the top, at the end and in summary.md, with the figures of metrics.json", () => {
  const summary = readFileSync(inOut("summary.md"), "utf8");
  const { cells } = readNotebook(inOut("A1_12_Ensemble.ipynb"));
  const boxOf = (id: string) => {
    const [output] = cells.find((cell) => cell.id === id)?.outputs ?? [];
    assert.ok(output && "data" in output, `${id} shows something`);
    return joined(output.data["text/markdown"] as string).replace(/^> ?/gm, "");
  };
  for (const id of ["summary-box", "summary-shown"]) {
    assert.equal(`${boxOf(id).split("\n\n")[1]}\n`, summary, id);
  }
  const [, chosen] = /; (\w+) by all rows/.exec(summary) ?? [];
  const row = metrics.rows.find(({ column }) => column === "chosen_corrected_crossfitted");
  assert.ok(row?.auc_ci);
  const [auc, ...ends] = [row.auc, ...row.auc_ci].map((value) => value.toFixed(3).slice(1));
  assert.ok(summary.includes(`an AUC of ${auc} [${ends.join(", ")}]`), `${auc} ${ends}`);
  assert.ok(summary.includes(`\`submission_${chosen}_corrected.csv\``));
});

test("blind.json and importance.json say what was judged, on which rows, with which seed", () => {
  const read = (name: string) => JSON.parse(readFileSync(inOut(name), "utf8"));
  const { n, seed, auc, differ } = read("blind.json");
  assert.deepEqual([n, seed, differ], [2000, 42, false]);
  assert.ok(auc.low < 0.5 && auc.high > 0.5);
  const { part, importance } = read("importance.json");
  assert.equal(part, "report");
  assert.equal(importance.length, 12);
});

test("every row of metrics.json can be computed again from the scores it names", () => {
  const scores = {
    public: readCsv(inOut("scores_public.csv")),
    private: readCsv(inOut("scores_private.csv")),
  };
  assert.equal(metrics.rows.length, 35);
  for (const { column, protocol, part, n, members, auc, tpr } of metrics.rows) {
    const table = part === "private" ? scores.private : scores.public;
    const isWhole = part === "private" || part === "crossfitted";
    const parts = isWhole ? null : table.texts(`part_${protocol}`);
    const rows = Array.from({ length: table.rows }, (_, i) => i).filter(
      (i) => !parts || parts[i] === part,
    );
    const membership = Uint8Array.from(take(table.numbers("membership"), rows));
    const texts = table.texts(column);
    const judged = Float64Array.from(rows, (row) => Number(texts[row]));
    assert.equal(n, rows.length);
    assert.equal(
      members,
      membership.reduce((sum, m) => sum + m, 0),
    );
    const folds = part === "crossfitted" ? table.numbers(`fold_${protocol}`) : rows.map(() => 1);
    const each = [...new Set(folds)].map((fold) => {
      const own = [...rows.keys()].filter((i) => folds[i] === fold);
      return [take(membership, own), take(judged, own)] as const;
    });
    assert.equal(each.length, part === "crossfitted" ? 5 : 1);
    const mean = (values: number[]) => values.reduce((sum, one) => sum + one) / values.length;
    near(auc, mean(each.map((pair) => rocAuc(...pair))));
    const membersOf = (known: Uint8Array) => known.reduce((sum, one) => sum + one, 0);
    const caught = each.map((pair) => tprAtFpr(...pair, 0.05).tpr * membersOf(pair[0]));
    near(tpr["0.05"].tpr, caught.reduce((sum, one) => sum + one) / membersOf(membership));
  }
});

test("lib/audit/published does what the notebook's cells do, to the bit", async () => {
  const [predictors, table] = ["predictors_public.csv", "scores_public.csv"].map((name) =>
    readCsv(inOut(name)),
  );
  const { data, shape } = readNpy(inOut("logits_public.npy"));
  const logits = { data: data as Float32Array, rows: shape[0], classes: shape[1] };
  const labels = Int32Array.from(predictors.numbers("label"));
  const { columns: single } = publishedFeatures(logits, labels);
  const { columns } = extractFeatures(logits, labels);
  for (const name of Object.keys(single)) assert.deepEqual(predictors.numbers(name), single[name]);
  assert.deepEqual(predictors.numbers("phi"), columns.phi);
  const membership = Uint8Array.from(table.numbers("membership"));
  const rowsOf = (column: string, ...wanted: string[]) => {
    const parts = table.texts(column);
    return Int32Array.from(parts.keys()).filter((row) => wanted.includes(parts[row]));
  };
  const judged = rowsOf("part_heldout", "report");
  const taught = rowsOf("part_heldout", "seen");
  const rows = { columns: single, membership, taught, judged };
  const handedIn = await publishedAttack(rows, { seed: 42 });
  const fit = rowsOf("part_corrected", "fit");
  const corrected = await correctedAttack({ columns, membership, fit }, { seed: 42 });
  for (const model of ["RF", "LightGBM", "MLP"] as const) {
    const heldout = table.texts(`${model}_heldout_raw`);
    assert.deepEqual(
      handedIn[model],
      Float64Array.from(judged, (row) => Number(heldout[row])),
    );
    assert.deepEqual(corrected[model], table.numbers(`${model}_corrected_raw`));
  }
});

test("the private rows are judged by the answers, and the attack beats a coin on them", () => {
  const table = readCsv(inOut("scores_private.csv"));
  const answers = readAnswers("data/answers.csv", table.texts("id"));
  assert.deepEqual(Uint8Array.from(table.numbers("membership")), answers);
  for (const { part, auc_ci } of metrics.rows) {
    if (part === "private") assert.ok(auc_ci && auc_ci[0] > 0.5);
  }
});

test("every number over the notebook's figures and tables follows from the files", () => {
  const captions = notebookCaptions(inOut("A1_12_Ensemble.ipynb"));
  assert.ok(captions.length > 40, String(captions.length));
  const facts = new RunFacts(outDir);
  assert.deepEqual(
    captions.flatMap((caption) => captionProblems([caption], facts)),
    [],
  );
});
