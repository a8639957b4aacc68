import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { LOOKS, planLooks, takeLooks } from "../../lib/audit/looks";
import { secondsOfLook } from "../../lib/audit/looks/forecast";
import { MEASURED } from "../../lib/audit/looks/measured";
import { whatAllAdd } from "../../lib/audit/looks/whatAllAdd";
import { AuditRun } from "../../lib/audit/outcome";
import { chosenGroups } from "../../lib/features/predictors";
import type { MembershipDataset } from "../../lib/files";
import { resolveViews } from "../../lib/inference";
import type { Estimate } from "../../lib/metrics";
import { multiplyAdds } from "../../lib/network";
import { openNetwork } from "../inference/fixtures";

const folder = mkdtempSync(path.join(tmpdir(), "looks-"));
after(() => rmSync(folder, { recursive: true }));

const options = {
  bound: [],
  every: false,
  budget: null,
  secondsWithout: 10,
  secondsOf: (look: string) => (look === "gradients" ? 6 : 1),
  workOfPass: 1e6,
};
const taken = (looks: ReturnType<typeof takeLooks>) =>
  looks.filter(({ runs }) => runs).map(({ look }) => look);

test("the order of looks names every view of every list once, and the gradients", () => {
  const views = resolveViews(["all"]).filter((view) => view !== "plain");
  assert.deepEqual([...LOOKS].sort(), [...views, "gradients"].sort());
});

test("a budget takes the longest beginning of the order that fits, and a larger one no other look for it", () => {
  const sets = [9, 10, 11, 15, 21, 60].map((budget) =>
    taken(takeLooks(LOOKS, { ...options, budget })),
  );
  assert.deepEqual(
    sets.map((looks) => looks.join()),
    sets.map((looks) => LOOKS.slice(0, looks.length).join()),
  );
  assert.deepEqual(
    sets.slice(0, 4).map(({ length }) => length),
    [0, 0, 1, 5],
  );
  assert.equal(sets[5].length, LOOKS.length);
  const [, , late] = takeLooks(LOOKS, { ...options, budget: 12 });
  assert.deepEqual([late.runs, late.because], [false, "no time left in the budget"]);
});

test("without a budget the work of the passes decides and no second that was timed; two looks at least", () => {
  const wanted = LOOKS.slice(0, 8);
  assert.deepEqual(taken(takeLooks(wanted, options)), wanted);
  const slow = { ...options, workOfPass: 1e15 };
  assert.deepEqual(taken(takeLooks(wanted, slow)), wanted.slice(0, 2));
  const later = { ...slow, secondsOf: () => 1e9 };
  assert.deepEqual(taken(takeLooks(wanted, later)), wanted.slice(0, 2));
});

test("without a budget a long wait is for the first 17 looks, a short one for all", () => {
  const long = takeLooks(LOOKS, { ...options, workOfPass: 1.5e12 });
  assert.deepEqual(taken(long), LOOKS.slice(0, 17));
  assert.match(long[17].because, /^looks after the first 17 added nothing/);
  assert.deepEqual(taken(takeLooks(LOOKS, options)), LOOKS);
  const some = { ...options, workOfPass: 1.5e12, budget: 1000 };
  assert.deepEqual(taken(takeLooks(LOOKS, some)), LOOKS);
});

test("what all looks added where it was measured is said of beginnings of their order alone", () => {
  const said = whatAllAdd([...LOOKS.slice(0, 12)].reverse(), LOOKS) ?? "";
  const gain = String.raw`[+-]0\.\d{4} \([+-]0\.\d{4} to [+-]0\.\d{4}\)`;
  const one = `to the first 9 on [^;:]+: AUC ${gain}, TPR at 5 % FPR ${gain}`;
  const all = `^Where that was measured, all 35 looks added ${one}; ${one}\\. Other images may `;
  assert.match(said, new RegExp(all));
  assert.equal(whatAllAdd([LOOKS[0], LOOKS[2]], LOOKS), null);
  assert.equal(whatAllAdd(LOOKS.slice(0, 2), LOOKS.slice(0, 9)), null);
});

test("what was measured of looks is what the bench's table has", () => {
  const tables = readFileSync("test/bench/views.md", "utf8").split("\n## ").slice(1);
  const signed = ({ value, low, high }: Estimate) => {
    const [middle, ...ends] = [value, low ?? NaN, high ?? NaN].map((part) => part.toFixed(4));
    return `${middle} [${ends.join(", ")}]`;
  };
  for (const [i, { lessAll }] of MEASURED.entries()) {
    for (const { looks, auc, tpr } of lessAll) {
      const name = LOOKS.slice(0, looks).includes("gradients") ? `${looks - 1}+gradients` : looks;
      const [row] = tables[i].split("\n").filter((line) => line.startsWith(`| ${name} |`));
      assert.ok(row?.endsWith(`| ${signed(auc)} | ${signed(tpr)} |`), `${name}: ${row}`);
    }
  }
});

test("looks that a group is bound to, and all of them where all are asked for, are taken whatever they cost", () => {
  const bound = ["blur", "flip+shift(1,0)"];
  const some = takeLooks(["flip", ...bound], { ...options, bound, budget: 1 });
  assert.deepEqual(taken(some), bound);
  assert.deepEqual(taken(takeLooks(LOOKS, { ...options, every: true, workOfPass: 1e15 })), [
    ...LOOKS,
  ]);
});

test("a look that has no place in the order comes after those that have one", () => {
  assert.deepEqual(taken(takeLooks(["shift(9,9)", "blur", "flip"], options)), [
    ...["flip", "blur", "shift(9,9)"],
  ]);
});

const network = openNetwork("resnet18-7x7");
const images = { count: 40, channels: 3, height: 8, width: 8, readBytes: () => {} };
const set = { ids: Array.from({ length: 40 }, String), images } as unknown as MembershipDataset;
const datasets = { public: set, private: set };
let passes = 0;
const target = {
  engine: { name: "onnx" },
  logits: async () => {
    passes++;
    return { data: new Float32Array(), rows: 0, classes: 10 };
  },
  viewing: async () => ({ precision: "float32", why: "as asked" }),
} as unknown as Parameters<typeof planLooks>[1]["target"];
const nothing = { views: [], references: null };

test("a run that was stopped goes on with the looks that its budget had settled, however busy the machine is", async () => {
  const able = chosenGroups({ predictors: ["plain", "wideViews", "gradients"], ...nothing });
  const run = new AuditRun(folder, { seed: 42 });
  const subject = { run, network, target, datasets, budget: 3600 };
  const plan = await planLooks(able, subject);
  assert.equal(plan.asked.views.length, 8);
  assert.match(
    plan.says,
    /^Every look of its groups was taken within a budget of 3600 seconds \(9\)\.$/,
  );
  const kept = path.join(folder, "looks.json");
  const settled = JSON.parse(readFileSync(kept, "utf8"));
  writeFileSync(kept, JSON.stringify({ ...settled, looks: ["shift(4,-4)"] }));
  const again = await planLooks(able, subject);
  assert.deepEqual([again.asked.views, again.asked.gradients], [["shift(4,-4)"], false]);
  assert.deepEqual(again.leftOut, [
    { group: "gradients", because: "this run takes none of its looks" },
  ]);
  assert.match(again.says, /^1 of 9 looks were taken .*; left out: 7 views and gradients, which/);
  assert.match(again.says, / takes\. What they would add was not measured\.$/);
  run.metrics([], { engine: "onnx" });
  const { looks } = JSON.parse(readFileSync(path.join(folder, "metrics.json"), "utf8"));
  assert.deepEqual(looks, again.recorded);
  const other = await planLooks(able, { ...subject, budget: 7200 });
  assert.equal(other.asked.views.length, 8);
});

test("views in whole numbers are timed as such, and said", async () => {
  const able = chosenGroups({ predictors: ["plain", "wideViews", "gradients"], ...nothing });
  const run = new AuditRun(path.join(folder, "rounded"), { seed: 42 });
  let rounded = 0;
  const engine = {
    ...{ inChannels: 3, classes: 10, embeddingSize: 1, lanes: 1, batchSize: 64 },
    async runWithEmbedding(_: Float32Array, count: number) {
      rounded += count;
      return { logits: new Float32Array(count * 10), embedding: new Float32Array(count) };
    },
  };
  const viewing = async () => ({ engine, precision: "int8", why: "its logits are near" });
  const normalization = { mean: [0, 0, 0], std: [1, 1, 1] };
  const whole = { ...target, normalization, viewing } as unknown as typeof target;
  const plan = await planLooks(able, { run, network, target: whole, datasets, budget: null });
  assert.ok(rounded > 0);
  const { views } = plan.recorded;
  assert.deepEqual(views, { precision: "int8", because: "its logits are near" });
  assert.match(plan.says, /\(9\)\. Views were computed in int8: its logits are near\.$/);
  run.metrics([], { engine: "onnx" });
  const [amount, pace] = [
    { images: 1000, publicRows: 500 },
    { pass: 1, view: 0.25, fits: 0 },
  ];
  assert.equal(secondsOfLook("blur", amount, pace), 250);
  assert.equal(secondsOfLook("gradients", amount, pace), 6500);
});

test("a budget that leaves no group anything ends in one line, before a file is there", async () => {
  const able = chosenGroups({ predictors: ["wideViews"], ...nothing });
  const run = new AuditRun(path.join(folder, "none"), { seed: 42 });
  await assert.rejects(
    planLooks(able, { run, network, target, datasets, budget: 1e-6 }),
    /^InputError: parameter budget: found 0.000001 seconds, too few for any look of wideViews, expected more/,
  );
  assert.equal(existsSync(run.folder), false);
});

test("groups that look at plain images alone are not waited for", async () => {
  const able = chosenGroups({ predictors: ["plain", "sorted"], ...nothing });
  const before = passes;
  const run = new AuditRun(folder, { seed: 42 });
  const plan = await planLooks(able, { run, network, target, datasets, budget: 5 });
  assert.equal(passes, before);
  assert.deepEqual(plan.asked, able);
});

test("the multiply-adds of a network are those of its convolutions and its last layer, and grow with the image", () => {
  const ofSize = (size: number) => multiplyAdds(network, { height: size, width: size }) as number;
  assert.ok(ofSize(64) > 3 * ofSize(32));
  const onnxLike = openNetwork("resnet18-3x3");
  assert.ok((multiplyAdds(onnxLike, { height: 32, width: 32 }) as number) > 5 * ofSize(32));
});
