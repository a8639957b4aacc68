import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import {
  alongCsv,
  alongNames,
  auditModels,
  auditStates,
  listed,
  modelFiles,
  modelStandings,
  refusalOf,
} from "../../lib/audit/many";
import { attackTask } from "../../lib/audit/many/attackTask";
import { matches } from "../../lib/audit/many/matches";
import { metricsTask } from "../../lib/audit/many/metricsTask";
import { readMetrics } from "../../lib/audit/outcome";
import { writeNpy } from "../../lib/files/outputs";
import { Xoshiro128 } from "../../lib/numeric/random";
import { auditWords, parseAuditArguments } from "../../lib/report/models/arguments";
import { audit } from "../../lib/report/models/command";
import { modelsTable } from "../../lib/report/models/modelsTable";
import { modelsPage } from "../../lib/report/models/page";
import { printArray } from "../../lib/report/models/printArray";
import { readRows } from "../../lib/report/models/readRows";
import { statusText } from "../../lib/report/models/statusText";
import { repositoryRoot } from "../../lib/repository";
import { zip } from "../files/build";

const scratch = mkdtempSync(path.join(tmpdir(), "many-"));
after(() => rmSync(scratch, { recursive: true }));
const at = (...parts: string[]) => path.join(scratch, ...parts);

test("a pattern takes what a shell takes, in time that grows with its length alone", () => {
  assert.ok(matches("epoch_10.pt", "epoch_*.pt"));
  assert.ok(matches("a", "?"));
  assert.ok(!matches(".hidden.pt", "*.pt"));
  assert.ok(!matches("a.pth", "*.pt"));
  assert.ok(!matches("a".repeat(30_000), `${"*a".repeat(30)}b`));
});

test("models stand in the order of their numbers, and are named so that no two are alike", () => {
  mkdirSync(at("glob", "one"), { recursive: true });
  mkdirSync(at("glob", "two"));
  for (const name of ["one/e10.pt", "one/e9.pt", "two/e9.pt"]) writeFileSync(at("glob", name), "");
  const names = (pattern: string) => modelFiles([at(pattern)]).map(({ name }) => name);
  assert.deepEqual(names("glob/one/*.pt"), ["e9", "e10"]);
  assert.deepEqual(names("glob/*/e9.pt"), ["one", "two"]);
  assert.throws(() => names("glob/*.pt"), /found no file of such a name, expected one or more/);
});

test("a folder stands for the one checkpoint in it, and names it where files are called alike", () => {
  for (const student of ["ada", "grace"]) {
    mkdirSync(at("class", student), { recursive: true });
    for (const name of ["model.pt", "README.md"]) writeFileSync(at("class", student, name), "");
  }
  const names = () => modelFiles([at("class", "*")]).map(({ name }) => name);
  assert.deepEqual(names(), ["ada", "grace"]);
  writeFileSync(at("class", "ada", "old.pth"), "");
  assert.throws(names, /ada: found 2 checkpoints, expected one in a folder of its own/);
});

test("the axis is the one number in which names differ, what a CSV file says, or their places", () => {
  const epochs = alongNames(["net18_epoch_5", "net18_epoch_10"]);
  assert.deepEqual([epochs.name, epochs.values], ["epoch", [5, 10]]);
  assert.equal(alongNames(["s1", "s2"]).name, "seed");
  assert.deepEqual(alongNames(["a", "b", "c"]).values, [1, 2, 3]);
  writeFileSync(at("noise.csv"), "model,by,noise\nb,me,0.5\na,you,1.5\n");
  const noise = alongCsv(at("noise.csv"), ["a", "b"]);
  assert.deepEqual([noise.name, noise.values], ["noise", [1.5, 0.5]]);
  assert.throws(
    () => alongCsv(at("noise.csv"), ["c"]),
    /found no model c, expected a row for each/,
  );
});

test("threads find the tasks of an audit", () => {
  for (const task of [attackTask, metricsTask]) {
    const found = require(path.join(repositoryRoot(), task.module));
    assert.equal(found[task.name], task);
  }
});

/** 120 images of noise, half of them members unless said otherwise. */
function writeRows(file: string, isMember = (row: number) => row % 2, classes = 9): void {
  const rows = 120;
  const random = new Xoshiro128(7);
  const images = Float32Array.from({ length: rows * 3 * 64 }, () => random.uint32() / 2 ** 32);
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const arrays = {
    images: { data: images, shape: [rows, 3, 8, 8] },
    labels: { data: all.map((row) => row % classes), shape: [rows] },
    ids: { data: all, shape: [rows] },
    membership: { data: all.map(isMember), shape: [rows] },
  };
  const entries = Object.entries(arrays).map(([name, array]) => {
    writeNpy(at("array.npy"), array);
    return { name: `${name}.npy`, data: readFileSync(at("array.npy")) };
  });
  writeFileSync(file, zip(entries));
}

describe("npx mia audit", () => {
  const given = { public: at("rows.npz"), private: null, answers: null, normalization: null };
  const words = ["--models", at("ckpt", "*.pt"), "--public", at("rows.npz"), "--out", at("out")];

  test("attacks every model once and passes over one that is none", async () => {
    mkdirSync(at("ckpt"));
    const fixture = path.join(repositoryRoot(), "test/fixtures/inference/resnet18-7x7.pt");
    for (const name of ["epoch_2.pt", "epoch_10.pt"]) copyFileSync(fixture, at("ckpt", name));
    writeFileSync(at("ckpt", "epoch_30.pt"), "no checkpoint");
    writeRows(at("rows.npz"));
    const models = modelFiles([at("ckpt", "*.pt")]);
    const rows = readRows(models[0].path, given);
    const settings = {
      out: at("out"),
      seed: 42,
      stem: "auto",
      unsaid: null,
      engine: "auto",
    } as const;
    const told: string[] = [];
    const attack = () => auditModels(models, rows, settings, (line) => told.push(line));
    assert.deepEqual(
      (await attack()).map(({ model }) => model.name),
      ["epoch_30"],
    );
    rmSync(at("out", "epoch_10", "scores_public.csv"));
    await attack();
    assert.match(told[3], /^1 of 3, epoch_2: there already$/);
    assert.match(told[4], /^2 of 3, epoch_10: [\d.]+ s, mean and std of the published/);
    const [first, second] = modelStandings(models.slice(0, 2), models[0], rows, settings);
    assert.equal(first.against, null);
    assert.deepEqual([second.against?.auc.value, second.auc], [0, first.auc]);
    const table = modelsTable([first, second], alongNames(["e2", "e10"]), "epoch_2");
    assert.deepEqual(table.rows[1].slice(0, 2), ["epoch_10", 10]);
    const states = () => auditStates(models, rows, settings);
    assert.deepEqual(states(), ["done", "done", "refused"]);
    assert.match(refusalOf(at("out"), models[2]) ?? "", /epoch_30\.pt: found/);
    writeFileSync(models[2].path, "another file");
    assert.deepEqual(states(), ["done", "done", "missing"]);
    assert.equal(
      statusText("out", models, states()),
      "out: 2 of 3 models are attacked\n  missing: epoch_30",
    );
    await assert.rejects(
      auditModels(models, rows, { ...settings, seed: 7 }, () => {}),
      /plan\.json: found an audit with seed 42, expected 7, or another --out/,
    );
    const asked = parseAuditArguments([...words, "--print", "slurm", "--account", "lab"], "/");
    const script = await printArray(asked, models, rows, () => {});
    assert.match(script, /#SBATCH --array=1-3\n/);
    assert.match(script, /#SBATCH --account=lab\n/);
    assert.match(script, /epoch_2\.pt \S+epoch_10\.pt \S+epoch_30\.pt --shard "\$SLURM_ARRAY/);
    rows.public.close();
  });

  test("labels outside the classes are one fault of the rows, told at the first model and for all at the end", async () => {
    writeRows(at("labels.npz"), undefined, 10);
    const models = modelFiles([at("ckpt", "*.pt")]).slice(0, 2);
    const rows = readRows(models[0].path, { ...given, public: at("labels.npz") });
    const told: string[] = [];
    const settings = {
      out: at("labels"),
      seed: 42,
      stem: "auto",
      unsaid: null,
      engine: "auto",
    } as const;
    const refused = await auditModels(models, rows, settings, (line) => told.push(line));
    rows.public.close();
    const why = /labels\.npz: found label 9 in row 9, expected 0 to 8, the 9 classes of the model$/;
    assert.equal(told.length, 2);
    assert.match(told[0], new RegExp(`^1 of 2, epoch_2: .*${why.source}`));
    assert.match(told[1], new RegExp(`^2 models, epoch_2, epoch_10: .*${why.source}`));
    const page = modelsPage({
      ...{
        table: { label: "t", caption: "", columns: [], rows: [] },
        figure: { file: "f", altText: "" },
      },
      ...{ refused, files: [] },
    });
    assert.equal(page.split("found label 9").length, 2);
    assert.match(page, /classes of the model<br>2 models: epoch_2, epoch_10<\/li>/);
    assert.equal(listed([..."abcdefg"]), "a, b, c, d, e and 2 more");
  });

  test("what weights do not say is said for all models, and asked for again by parts elsewhere", async () => {
    const said = [...words, "--unsaid", '{"epsilon": 0.1}'];
    assert.throws(
      () => parseAuditArguments([...words, "--unsaid", '{"epsilon": 0}'], "/"),
      /--unsaid: found \{"epsilon": 0\}, expected \{"epsilon": a number above 0/,
    );
    const asked = parseAuditArguments(said, "/");
    assert.match(auditWords(asked, ["a.pt"]).join(" "), / --unsaid \{"epsilon":0\.1\} /);
    const [model] = modelFiles([at("ckpt", "*.pt")]);
    const rows = readRows(model.path, given);
    const how = { ...asked.settings, out: at("unsaid") };
    await auditModels([model], rows, how, () => {});
    const { readAs } = readMetrics(at("unsaid", model.name, "metrics.json"));
    assert.deepEqual(readAs?.unsaid, { epsilon: 0.1 });
    const logits = (run: string) => readFileSync(at(run, model.name, "logits_public.npy"));
    assert.notDeepEqual(logits("unsaid"), logits("out"));
    await assert.rejects(
      auditModels([model], rows, { ...how, unsaid: null }, () => {}),
      /plan\.json: found an audit with unsaid \{"epsilon":0\.1\}, expected none, or another --out/,
    );
    rows.public.close();
  });

  test("a part leaves the table to the one that ends last", async () => {
    rmSync(at("out", "epoch_30"), { recursive: true, force: true });
    assert.equal(await audit.run([...words, "--shard", "1/3"], "/"), 0);
    assert.ok(!existsSync(at("out", "models.csv")));
  });

  test("refuses what cannot be followed before anything is written", async (t) => {
    const told: string[] = [];
    t.mock.method(console, "error", (line: string) => told.push(line));
    await assert.rejects(
      audit.run([...words, "--baseline", "epoch_7"], "/"),
      /--baseline: found epoch_7, expected one of epoch_2, epoch_10, epoch_30/,
    );
    await assert.rejects(audit.run(["--public", "p", "--out", "o"], "/"), /--models: found none/);
    for (const folder of [at("taken"), at("taken", "epoch_2")]) {
      mkdirSync(folder, { recursive: true });
      const plan = path.join(folder, "plan.json");
      writeFileSync(plan, JSON.stringify({ target: {}, recipe: { pairs: 2 } }));
      const asked = ["--models", at("ckpt", "*.pt"), "--public", "none", "--out", at("taken")];
      assert.equal(await audit.run(asked, "/"), 2);
      assert.equal(
        told.pop(),
        `${plan}: found that of reference models, expected a folder of its own for ${folder === at("taken") ? "an audit of many models" : "a notebook's run"}`,
      );
      rmSync(plan);
    }
    assert.deepEqual(readdirSync(at("taken", "epoch_2")), []);
    writeRows(at("all.npz"), () => 1);
    assert.throws(
      () => readRows("m.pt", { ...given, public: at("all.npz") }),
      /all\.npz: found 120 members in 120 rows, expected members and non-members/,
    );
    await assert.rejects(audit.run([...words, "--answers", "a.csv"], "/"), /without --private/);
  });
});
