import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { UsageError } from "../../lib/commandLine";
import { parseArguments } from "../../lib/kernel/arguments";
import { decide, thresholdsOf } from "../../lib/kernel/failIf";

const here = mkdtempSync(path.join(tmpdir(), "mia-arguments-"));
const root = mkdtempSync(path.join(tmpdir(), "mia-arguments-"));
writeFileSync(path.join(here, "A.ipynb"), "{}");
writeFileSync(path.join(root, "B.ipynb"), "{}");
writeFileSync(path.join(here, "p.json"), '{"seed": 1, "modelPath": "m.pt", "engine": "onnx"}');
writeFileSync(path.join(here, "list.json"), "[1]");
const parse = (...words: string[]) => parseArguments(words, here, root);

test("values are JSON where they parse as JSON, else text", () => {
  const { parameters } = parse(
    ..."A.ipynb -p seed 7 -p engine onnx -p upload true -p mean [0.5,1] -p std null".split(" "),
  );
  assert.deepEqual(parameters, {
    seed: 7,
    engine: "onnx",
    upload: true,
    mean: [0.5, 1],
    std: null,
  });
});

test("relative paths count from where the command was typed; other texts are left alone", () => {
  const { parameters, out, notebook } = parse(
    ..."A.ipynb -p modelPath m.pt -p references refs -p filePaths".split(" "),
    '["a","/b"]',
    ..."-p engine x/y -p answersPath null --out o".split(" "),
  );
  assert.deepEqual(parameters, {
    modelPath: path.join(here, "m.pt"),
    references: path.join(here, "refs"),
    filePaths: [path.join(here, "a"), path.resolve("/b")],
    engine: "x/y",
    answersPath: null,
  });
  assert.equal(out, path.join(here, "o"));
  assert.equal(notebook, path.join(here, "A.ipynb"));
});

test("a notebook that is not where the command was typed is looked for in the repository", () => {
  assert.equal(parse("B.ipynb").notebook, path.join(root, "B.ipynb"));
});

test("-p wins over -f, whatever their order", () => {
  const { parameters } = parse(..."A.ipynb -p seed 9 -f p.json".split(" "));
  assert.deepEqual(parameters, { seed: 9, modelPath: path.join(here, "m.pt"), engine: "onnx" });
});

test("others may read what a run leaves only where that is asked", () => {
  assert.equal(parse("A.ipynb").readable, false);
  assert.equal(parse("A.ipynb", "--readable").readable, true);
});

test("--fail-if may be given several times, in the order of the words", () => {
  const { failIf } = parse("A.ipynb", "--fail-if", "auc > 0.9", "--fail-if=tpr@1%>=.05");
  assert.deepEqual(
    failIf.map(({ text }) => text),
    ["auc > 0.9", "tpr@0.01 >= .05"],
  );
  assert.deepEqual(parse("A.ipynb").failIf, []);
});

test("a summary that this run has not left, or that cannot be read, fails every condition", () => {
  const failIf = thresholdsOf(["auc < 0", "epsilon > 9"]);
  writeFileSync(path.join(here, "summary.json"), "{}");
  const missing = decide(failIf, here, []);
  assert.equal(missing.fails, true);
  assert.equal(missing.lines.length, 2);
  assert.match(missing.lines[0], /^FAILED auc < 0: found no summary\.json of this notebook/);
  const unread = decide(failIf, here, ["summary.json"]);
  assert.equal(unread.fails, true);
  assert.match(unread.lines[1], /^FAILED epsilon > 9: found .*summary\.attacked is missing/);
  const unasked = decide([], here, ["summary.json"]);
  assert.deepEqual(unasked, { lines: [], fails: false }, "a file of one's own is nobody's failure");
});

test("wrong usage is said in one line", () => {
  const wrong: [string, RegExp][] = [
    ["", /found 0 notebooks, expected one/],
    ["A.ipynb B.ipynb", /found 2 notebooks/],
    ["C.ipynb", /C.ipynb: found no such file/],
    ["A.ipynb -p seed", /-p seed: found nothing after it/],
    ["A.ipynb -p", /-p: found nothing/],
    ["A.ipynb --out", /--out: found nothing/],
    ["A.ipynb -x", /-x: unknown option/],
    ["A.ipynb -f none.json", /none.json: found no such file/],
    ["A.ipynb -f list.json", /list.json: found \[1\], expected a JSON object/],
    ["A.ipynb --fail-if auc", /^--fail-if: threshold "auc": found no operator/],
    ["A.ipynb --fail-if acu>1", /found no figure acu \(did you mean auc\?\), expected one of auc,/],
  ];
  for (const [line, message] of wrong) {
    const words = line.split(" ").filter((word) => word !== "");
    assert.throws(
      () => parse(...words),
      (error: Error) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  }
});
