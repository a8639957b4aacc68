import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { none } from "../../lib/review/confined/confinement";
import { usualLimits } from "../../lib/review/notebook/executeNotebook";
import { reviewNotebook } from "../../lib/review/notebook/reviewNotebook";
import { type CellWish, notebookText, printed } from "./makeNotebook";
import { scratchFolder } from "./makeSubmission";

const { folder, write } = scratchFolder();
/** Of code that these tests wrote: confined code is tested in confinement.test.ts. */
const execution = { confinement: none, limits: usualLimits, given: [], hidden: [] };
const prose = { prose: "word ".repeat(60) };

async function review(cells: readonly CellWish[], language?: string, execute = false) {
  const file = write("a.ipynb", notebookText([prose, ...cells], language));
  return reviewNotebook(file, { execute, execution });
}
async function codes(cells: readonly CellWish[], language?: string) {
  const { findings } = await review(cells, language);
  return findings.map(({ code, rows }) => [code, ...rows].join(" "));
}
const code = (text: string, more: CellWish = {}): CellWish => ({ code: text, ...more });

test("a notebook run from the top, seeded, silent and explained has no finding", async () => {
  const sound = [
    code("X_fit, X_rest = train_test_split(X, random_state=42)"),
    code("scaler = StandardScaler().fit(X_fit)\nX_private = scaler.transform(private)"),
    code(
      "model = RandomForestClassifier(\n  n_estimators=len(X_fit), random_state=seed\n).fit(X_fit, y_fit)",
    ),
    code("token = os.environ['TOKEN']  # never requests.post('http://1.2.3.4')"),
  ];
  const { verdict, findings, language, cells, executed } = await review(sound);
  assert.deepEqual(findings, []);
  assert.deepEqual([verdict, language, cells, executed], ["accepted", "python", 5, false]);
});

test("cells out of order, not run, failed or noisy are named by their place", async () => {
  assert.deepEqual(await codes([code("a = 1", { count: 7 }), code("b = 2", { count: null })]), [
    "cells-not-run 3",
    "out-of-order 2",
  ]);
  assert.deepEqual(await codes([code("a", { count: null }), code("b", { count: null })]), [
    "not-run 2 3",
  ]);
  assert.deepEqual(await codes([code("a = 1", { outputs: [] })]), ["no-outputs 2"]);
  const error = { output_type: "error", ename: "KeyError", evalue: "x", traceback: ["KeyError"] };
  assert.deepEqual(
    await codes([
      code("a", { outputs: [error] }),
      code("b", { outputs: [printed("!", "stderr")] }),
    ]),
    ["errors 2", "stderr 3"],
  );
});

for (const [what, cells, expected] of [
  [
    "a transform fitted on all rows although there is a split",
    [
      "scaler = StandardScaler()\nX_scaled = scaler.fit_transform(X)",
      "train_test_split(X, seed=1)",
    ],
    "fit-before-split 2",
  ],
  [
    "a transform fitted again on the private rows",
    ["scaler = StandardScaler()", "priv = scaler.fit_transform(private_features)"],
    "fit-on-private 3",
  ],
  [
    "calibration on the rows that are reported on",
    [
      "c = CalibratedClassifierCV(forest(3), cv='prefit').fit(X_val, y_val)",
      "roc_auc_score(y_val, c.predict(X_val))",
    ],
    "calibrate-and-report 2",
  ],
  [
    "the TPR read at the first point with FPR >= .05",
    ["fpr, tpr, _ = roc_curve(y, s)\nprint(tpr[np.where(fpr >= 0.05)[0][0]])"],
    "threshold-rule 2",
  ],
  ["a model without a seed", ["m = RandomForestClassifier(n_estimators=f(1))"], "unpinned-seed 2"],
  ["numpy's global generator without a seed", ["x = np.random.rand(3)"], "unpinned-seed 2"],
  ["a path of one machine", ["torch.load('/home/ada/pub.pt')"], "absolute-path 2"],
  ["a call to the network", ["requests.post(URL, files=files)"], "network 2"],
  ["a cell over thirty lines", ["a = 1\n".repeat(31)], "long-cell 2"],
] as const) {
  test(`${what} is found`, async () => {
    assert.deepEqual(await codes(cells.map((text) => code(text))), [expected]);
  });
}

test("a transform fitted on the fit rows alone, and calibration on rows of its own, are no findings", async () => {
  const cells = [
    code("s = StandardScaler().fit(X_train)"),
    code("train_test_split(X, random_state=1)"),
    code("c = CalibratedClassifierCV(m).fit(X_cal, y_cal)\nroc_auc_score(y_report, c.predict(X))"),
  ];
  assert.deepEqual(await codes(cells), []);
});

test("leakage is followed through variables, functions and dictionaries, with cells and lines", async () => {
  const cells = [
    `known = torch.load("pub.pt")
asked = torch.load("priv_out.pt")`,
    `def tell(truth, guess):
    fpr, tpr, _ = roc_curve(truth, guess)
    first = np.flatnonzero(fpr >= 0.05)[0]
    print(roc_auc_score(truth, guess), tpr[first])`,
    `def taught(rows, truth, forest):
    a, b, ya, yb = train_test_split(rows, truth, random_state=1)
    forest.fit(a, ya)
    smooth = CalibratedClassifierCV(forest, cv="prefit")
    smooth.fit(b, yb)
    tell(yb, smooth.predict_proba(b)[:, 1])
    return smooth`,
    `def ensemble(rows, truth):
    kept = {}
    rows = StandardScaler().fit_transform(rows)
    for name, forest in {"RF": RandomForestClassifier(random_state=1)}.items():
        kept[name] = {"model": taught(rows, truth, forest)}
        kept[name] = {"model": forest}
    return kept`,
    `models = ensemble(describe(known), np.array(known.membership))
fresh = StandardScaler().fit_transform(describe(asked))
for name in models:
    hand_in(models[name]["model"].predict_proba(fresh)[:, 1])`,
  ];
  const { findings } = await review(cells.map((text) => code(text)));
  const told = findings.map(({ level, code, certainty, rows }) => [
    level,
    code,
    certainty,
    ...rows,
  ]);
  assert.deepEqual(told, [
    ["warning", "fit-before-split", "sure", 5],
    ["warning", "calibrate-and-report", "sure", 4],
    ["warning", "fit-on-private", "sure", 6],
    ["warning", "refitted-scaler", "sure", 6],
    ["warning", "calibrated-discarded", "sure", 4],
    ["note", "threshold-rule", "sure", 3],
  ]);
  const [split, calibrated, , again, raw, rule] = findings.map(({ found }) => found);
  assert.match(
    split,
    /StandardScaler in cell 5, line 3 .* cell 4, line 2 and scored in cell 3, line/,
  );
  assert.match(calibrated, /calibrated in cell 4, line 5 .* scored in cell 3, line/);
  assert.match(again, /cell 5, line 3 .* again in cell 6, line 2 .* scores in cell 6, line 4/);
  assert.match(raw, /cell 4, line 5, but the scores in cell 6, line 4 are those of RandomForest/);
  assert.match(rule, /cell 3, line 4/);
});

test("TypeScript is read in the same way", async () => {
  const cells = [
    code("let scaled = new StandardScaler().fit(Xprivate).transform(Xprivate);"),
    code("let noise = Math.random(); // fetch('x')"),
    code("await fetch(url);"),
  ];
  assert.deepEqual(await codes(cells, "typescript"), [
    "fit-on-private 2",
    "unpinned-seed 3",
    "network 4",
  ]);
});

test("the path in an injected cell is the runner's, not the author's", async () => {
  const metadata = { tags: ["injected-parameters"] };
  assert.deepEqual(await codes([code("outDir = '/home/ada/out'", { metadata })]), []);
});

test("code without prose and large outputs are told", async () => {
  const file = write("b.ipynb", notebookText([code("x = 1\n".repeat(20))]));
  const bare = await reviewNotebook(file, { execute: false });
  assert.deepEqual(
    bare.findings.map((one) => one.code),
    ["little-prose"],
  );
  const large = code("x", { outputs: [printed("0123456789".repeat(6e5))] });
  assert.deepEqual(await codes([large]), ["secrets-not-searched 2", "large", "large-output 2"]);
});

test("Python is never executed, even on request", async () => {
  const witness = path.join(folder, "ran");
  const { findings, executed, verdict } = await review(
    [code(`open(${JSON.stringify(witness)}, 'w')`)],
    "python",
    true,
  );
  assert.equal(executed, false);
  assert.equal(verdict, "accepted");
  assert.ok(findings.some((one) => one.code === "not-executed"));
  assert.equal(existsSync(witness), false);
});

test("what is no notebook is unreadable, and says what it is", async () => {
  for (const [text, found] of [
    ["", /an empty file/],
    ["{", /no JSON/],
    ['{"rows": []}', /no notebook/],
    ["[1]", /no notebook/],
    ["\u0000\u0001", /binary/],
  ] as const) {
    const { verdict, findings } = await reviewNotebook(write("c.ipynb", text), { execute: false });
    assert.equal(verdict, "unreadable");
    assert.match(findings[0].found, found);
  }
  const odd = {
    nbformat: 4,
    metadata: 7,
    cells: [null, { cell_type: "code", source: 3, outputs: [5] }],
  };
  const file = write("d.ipynb", JSON.stringify(odd));
  assert.equal((await reviewNotebook(file, { execute: false })).verdict, "accepted");
  const typescript = {
    ...odd,
    metadata: { kernelspec: { name: "tslab", language: "typescript" } },
  };
  const other = write("e.ipynb", JSON.stringify(typescript));
  const { findings } = await reviewNotebook(other, { execute: true, execution });
  const codes = findings.slice(-2).map((one) => one.code);
  assert.deepEqual(
    codes,
    ["execution-failed", "not-confined"],
    "a cell that is null cannot be run",
  );
});

test("a TypeScript notebook is executed on request, and one that fails is rejected", async () => {
  const { executed, findings, verdict } = await review(
    [code("let a: number = 41;"), code("if (a === 41) throw new Error('no ' + a);")],
    "typescript",
    true,
  );
  assert.equal(executed, true);
  assert.equal(verdict, "rejected");
  const failed = findings.find((one) => one.code === "execution-failed");
  assert.deepEqual(failed?.rows, [3]);
  assert.match(String(failed?.found), /no 41/);
});
