import assert from "node:assert/strict";
import { test } from "node:test";
import { type Leak, leaksIn } from "../../../lib/review/flow";
import { snippets } from "./snippets";

const python = (code: string) => leaksIn({ cells: [{ code }], language: "python" });
const claimed = (leaks: readonly Leak[]) => leaks.filter(({ certainty }) => certainty !== "look");

for (const [rule, { leaking, innocent }] of Object.entries(snippets)) {
  test(`${rule}: each of ${leaking.length} ways to have it is found, with the lines of its way`, () => {
    for (const [code, ...lines] of leaking) {
      const found = python(code).filter((leak) => leak.rule === rule);
      const ways = found.map(({ way }) => way.map(({ line }) => line).join());
      assert.ok(ways.includes(lines.join()), `${code}\nways ${ways.join("; ")}, not ${lines}`);
    }
  });

  test(`${rule}: none of ${innocent.length} pieces that look like it is said to have it`, () => {
    for (const code of innocent) {
      const found = python(code);
      assert.deepEqual(
        found.filter((leak) => leak.rule === rule).map((leak) => leak.found),
        [],
        code,
      );
      assert.deepEqual(
        claimed(found).map((leak) => leak.found),
        [],
        code,
      );
    }
  });
}

test("cells are gone through in the order in which they were run, and named by their places", () => {
  const cells = [
    { code: "print(model.score(scaled_test, y_test))", count: 4 },
    { code: "" },
    { code: "%matplotlib inline\nscaled = StandardScaler().fit_transform(X)", count: 1 },
    {
      code: "!ls\nscaled_train, scaled_test, y_train, y_test = train_test_split(scaled, y)",
      count: 2,
    },
    { code: "%%time\nmodel = SVC().fit(scaled_train, y_train)", count: 3 },
  ];
  const [leak, ...others] = leaksIn({ cells, language: "python" });
  assert.deepEqual(others, []);
  assert.deepEqual([leak.rule, leak.certainty, leak.level], ["preprocessing", "sure", "warning"]);
  const way = leak.way.map(({ what, cell, line, code }) => [what, cell, line, code.slice(0, 24)]);
  assert.deepEqual(way, [
    ["fit", 3, 2, "StandardScaler().fit_tra"],
    ["split", 4, 2, "train_test_split(scaled,"],
    ["score", 1, 1, "model.score(scaled_test,"],
  ]);
  for (const place of ["cell 3, line 2", "cell 4, line 2", "cell 1, line 1"]) {
    assert.match(leak.found, new RegExp(place));
  }
  assert.deepEqual(claimed(leaksIn({ cells: cells.slice(0, 4), language: "python" })), []);
});

test("a script's lines are counted from where it begins", () => {
  const code = "tpr[np.where(fpr >= .05)[0][0]]";
  const [leak] = leaksIn({ cells: [{ code, line: 41 }], language: "python" });
  assert.deepEqual([leak.way[0].line, leak.level], [41, "note"]);
});

test("what only asks for a look is a note and no claim", () => {
  const code = `frame = pd.get_dummies(pd.read_csv("a.csv"))
X_train, X_test, y_train, y_test = train_test_split(frame, y)
for m in [SVC(), LDA(), QDA()]:
    print(m.fit(X_train, y_train).score(X_test, y_test))`;
  const found = python(code).map(({ rule, certainty, level }) => [rule, certainty, level]);
  assert.deepEqual(found, [
    ["preprocessing", "look", "note"],
    ["multi-test", "look", "note"],
  ]);
});

test("a function that nothing calls is read too, with rows of its own", () => {
  const code = `def judge(X, y):
    X = StandardScaler().fit_transform(X)
    X_train, X_test, y_train, y_test = train_test_split(X, y)
    return SVC().fit(X_train, y_train).score(X_test, y_test)`;
  assert.deepEqual(
    python(code).map(({ rule }) => rule),
    ["preprocessing"],
  );
});

test("what IPython takes for itself is left out, and what it only times is read", () => {
  const scaled = "Z = StandardScaler().fit_transform(X)";
  const rest = "a, b, c, d = train_test_split(Z, y)\nprint(SVC().fit(a, c).score(b, d))";
  const found = (code: string) => python(`${code}\n${rest}`).map(({ rule }) => rule);
  assert.deepEqual(found(`?X\nX??\nn = !wc -l a.csv\n%time\nif X:\n    !ls\n${scaled}`), [
    "preprocessing",
  ]);
  assert.deepEqual(found(`get_ipython().run_cell_magic('time', '', '${scaled}\\n\\n')`), [
    "preprocessing",
  ]);
  assert.deepEqual(
    leaksIn({ cells: [{ code: `%%bash\n${scaled}\n${rest}` }], language: "python" }),
    [],
  );
});

const typescript = (code: string) =>
  leaksIn({ cells: [{ code }], language: "typescript" }).map(({ rule, certainty }) => [
    rule,
    certainty,
  ]);

test("TypeScript is followed in the same way", () => {
  assert.deepEqual(
    typescript(`const scaler = new StandardScaler();
const scaled: Matrix = scaler.fit_transform(X) as Matrix;
const { train, test } = mia.trainTestSplit(X.rows, { seed: 1 });
const model = new RandomForestClassifier();
await model.fit(mia.takeRows(scaled, train), mia.take(y, train));
console.log(mia.metrics.rocAuc(mia.take(y, test), model.predictProba(mia.takeRows(scaled, test))));`),
    [["preprocessing", "sure"]],
  );
  assert.deepEqual(
    typescript(`async function attack(X: Matrix, y: Uint8Array, model: Classifier) {
  const parts = mia.trainTestSplit(X.rows, { seed: 1 });
  await model.fit(mia.takeRows(X, parts.train), mia.take(y, parts.train));
  const [raw, known] = [model.predictProba(mia.takeRows(X, parts.test)), mia.take(y, parts.test)];
  const calibrated = new mia.IsotonicCalibration().fit(raw, known).transform(raw);
  return { known, calibrated };
}
const { known, calibrated } = await attack(features, isMember, new SVC());
console.log(mia.metrics.rocAuc(known, calibrated));`),
    [["calibrate-and-report", "sure"]],
  );
  const layers = `const scaler = new dfd.StandardScaler();
const X = scaler.fitTransform(frame);
const model = tf.sequential();
await model.fit(X.tensor, y, { epochs: 9, validationSplit: 0.2 });`;
  assert.deepEqual(typescript(layers), [["preprocessing", "likely"]]);
  assert.deepEqual(typescript(layers.replace(", validationSplit: 0.2", "")), []);
  const honest = `const parts = mia.splitPublicRows(isMember, seed);
const attack = await mia.fitOnRows(model, X, y, parts.fit);
const { calibrated } = mia.calibrateOn(attack.score(X), y, parts.calibrate);
mia.readOff(mia.take(y, parts.report), mia.take(calibrated, parts.report));`;
  assert.deepEqual(typescript(honest), []);
  assert.deepEqual(typescript(honest.replaceAll("parts.report", "parts.calibrate")), [
    ["calibrate-and-report", "sure"],
  ]);
});

test("hostile code is read as far as code goes, in either language, and nothing of it is thrown", () => {
  const hostile = [
    "(".repeat(1e5),
    "[".repeat(90),
    `x = "${"a".repeat(1e6)}`,
    `${"f(".repeat(99)}x${")".repeat(99)}`,
    "\u0000\u0001\uFEFF\uD800 = 1",
    `${"!".repeat(5e3)}x`,
    `x${".a".repeat(5e3)}`,
    `a${" + a".repeat(5e3)}`,
    Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}if x:\n`).join(""),
    Array.from({ length: 200 }, (_, i) => `${" ".repeat(i)}for a in b:\n`).join(""),
    "def f(x): return f(f(x)) + g(x)\ndef g(x): return f(g(x))\nf(1)",
    "x = [x, x, x, x]\n".repeat(500),
    "d = {'a': d, 'b': d}\n".repeat(500),
    "X = X[a][b]; X = X[1:]; y = np.concatenate([X, y])\n".repeat(300),
    "m = Pipeline([m, m, m]); m.fit(X, y).predict(X)\n".repeat(200),
    "'''",
    `${"X = PCA().fit_transform(X)\n".repeat(400)}${"f1_score(y, m.fit(X, y).predict(X))\n".repeat(200)}`,
    `d = {}\n${Array.from({ length: 300 }, (_, i) => `d["${i}"] = d\n`).join("")}f(d)`,
    `get_ipython().run_cell_magic('time', '', '${"x = f(x)\\n".repeat(500)}')\n`.repeat(3),
    "class A(A): pass\nA().b()",
    "x = lambda: x()\nx()",
    "'".repeat(5000),
  ];
  for (const code of hostile) {
    for (const language of ["python", "typescript"] as const) {
      const cells = [{ code }, { code: "tpr[np.searchsorted(fpr, 0.05)]" }];
      assert.ok(leaksIn({ cells, language }).length <= 41, code.slice(0, 40));
    }
  }
});
