import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { type CheckedParameters, checkParameters } from "../../lib/audit/settings";

const parameters: CheckedParameters = {
  modelPath: "data/model.pt",
  publicPath: "data/public.pt",
  privatePath: "data/private.pt",
  answersPath: null,
  seed: 42,
  upload: false,
  uploadUrl: "https://example.org",
  stem: "auto",
  engine: "auto",
  idColumn: null,
  interactive: null,
};

test("an edition sets header, upload header and path, and each is overridden by its parameter", () => {
  const settled = (changes: Partial<CheckedParameters>) => {
    const found = checkParameters({ ...parameters, ...changes });
    return [found.idColumn, found.uploadHeader, found.uploadUrl];
  };
  assert.deepEqual(settled({}), ["ids", "token", "https://example.org/mia"]);
  assert.deepEqual(settled({ edition: 2026 }), [
    "id",
    "X-API-Key",
    "https://example.org/submit/01-mia",
  ]);
  const own = { idColumn: "ids", uploadHeader: "token", uploadUrl: "https://example.org/up" };
  assert.deepEqual(settled({ edition: 2026, ...own }), ["ids", "token", "https://example.org/up"]);
});

test("an engine is one that there is, by its provider too, or the nearest name is told", () => {
  for (const engine of ["onnx", "onnx-webgpu", "onnx-cuda", "onnx-coreml", "onnx-dml"]) {
    assert.equal(checkParameters({ ...parameters, engine }).engine, engine);
  }
  assert.throws(
    () => checkParameters({ ...parameters, engine: "onnx-webgup" }),
    /^InputError: parameter engine: found "onnx-webgup" \(did you mean onnx-webgpu\?\), expected/,
  );
});

test("what weights do not say is checked before any work", () => {
  const unsaid = { epsilon: 1e-3, strideOn: "1x1" };
  assert.deepEqual(checkParameters({ ...parameters, unsaid }).unsaid, unsaid);
  for (const wrong of [{ epsilon: 0 }, { strideOn: "2x2" }, { epsilons: 1 }, [1], "1x1"]) {
    assert.throws(
      () => checkParameters({ ...parameters, unsaid: wrong }),
      /parameter unsaid: found .*, expected \{"epsilon"/,
    );
  }
});

test("a path where nothing is names what is spelled nearly so beside it; one that is no text is refused", () => {
  assert.throws(
    () => checkParameters({ ...parameters, publicPath: "data/publik.pt" }),
    /^InputError: parameter publicPath: found no file data\/publik\.pt \(did you mean public\.pt\?\), expected/,
  );
  assert.throws(
    () => checkParameters({ ...parameters, answersPath: "nowhere/answers.csv" }),
    /found no file nowhere\/answers\.csv, expected one that exists/,
  );
  const none = { ...parameters, modelPath: null as unknown as string };
  assert.throws(() => checkParameters(none), /parameter modelPath: found null, expected a path/);
});

test("mean and std are lists of numbers, both or neither, std above 0", () => {
  const mean = [0.5];
  assert.throws(() => checkParameters({ ...parameters, mean }), /parameter std: found none beside/);
  assert.throws(
    () => checkParameters({ ...parameters, mean, std: [0] }),
    /parameter std: found \[0\], expected a list of numbers above 0/,
  );
  assert.throws(
    () => checkParameters({ ...parameters, mean: "x" as unknown as number[], std: [1] }),
    /parameter mean: found "x", expected a list of numbers/,
  );
  assert.equal(checkParameters({ ...parameters, mean, std: [1] }).stem, "auto");
});

test("thresholds are a list of conditions on figures of summary.json, none unless given", () => {
  const given = (thresholds: unknown) => checkParameters({ ...parameters, thresholds }).thresholds;
  assert.deepEqual(checkParameters(parameters).thresholds, []);
  assert.deepEqual(given(["tpr@1% > 0.05"]), ["tpr@0.01 > 0.05"]);
  assert.throws(
    () => given("tpr@0.01 > 0.05"),
    /parameter thresholds: found "tpr@0\.01 > 0\.05", expected a list/,
  );
  assert.throws(() => given(["acu > 1"]), /found no figure acu \(did you mean auc\?\)/);
});

test("dp is a guarantee or the training behind it, checked before any work", () => {
  assert.equal(checkParameters(parameters).dp, null);
  assert.equal(checkParameters({ ...parameters, dp: { epsilon: 8, delta: 1e-5 } }).dp?.epsilon, 8);
  assert.throws(
    () => checkParameters({ ...parameters, dp: { epsilon: 8, delta: 2 } }),
    /parameter dp, delta: found 2, expected a number from 0 to below 1/,
  );
});

test("an upload without a token, or to what is no address, and an outDir of no name are refused", () => {
  const asked = (changes: Partial<CheckedParameters>) => () =>
    checkParameters({ ...parameters, upload: true, ...changes });
  const token = process.env.MIA_TOKEN;
  try {
    delete process.env.MIA_TOKEN;
    assert.throws(asked({}), /^Error: MIA_TOKEN: found nothing in the environment/);
    process.env.MIA_TOKEN = "secret";
    assert.throws(asked({ uploadUrl: "example.org" }), /uploadUrl: found example\.org, expected/);
    assert.throws(asked({ uploadUrl: null }), /uploadUrl: found null, expected/);
    assert.equal(asked({})().uploadUrl, "https://example.org/mia");
  } finally {
    if (token === undefined) delete process.env.MIA_TOKEN;
    else process.env.MIA_TOKEN = token;
  }
  assert.throws(() => checkParameters({ ...parameters, outDir: "" }), /parameter outDir/);
  const outDir = mkdtempSync(path.join(tmpdir(), "settings-"));
  writeFileSync(path.join(outDir, "models.json"), "{}");
  assert.throws(
    () => checkParameters({ ...parameters, outDir }),
    /models\.json: found that of an audit of many models, expected a folder of its own for a notebook's run$/,
  );
  rmSync(outDir, { recursive: true });
});

test("a budget is a number of seconds above 0 or null, and anything else ends in one line", () => {
  const budgetOf = (budget: unknown) => checkParameters({ ...parameters, budget }).budget;
  assert.deepEqual(
    [budgetOf(null), budgetOf(90.5), checkParameters(parameters).budget],
    [null, 90.5, null],
  );
  for (const bad of [0, -5, Number.NaN, Number.POSITIVE_INFINITY, "soon", "90", [60], true]) {
    assert.throws(
      () => budgetOf(bad),
      /^InputError: parameter budget: found [^\n]+, expected a number of seconds above 0, or null$/,
    );
  }
});

test("the precision of views is null or one that there is", () => {
  const precisionOf = (viewPrecision?: string | null) =>
    checkParameters({ ...parameters, viewPrecision }).viewPrecision;
  assert.deepEqual([precisionOf(), precisionOf(null), precisionOf("int8")], [null, null, "int8"]);
  assert.throws(
    () => precisionOf("int4"),
    /^InputError: parameter viewPrecision: found "int4" \(did you mean int8\?\), expected [^\n]+$/,
  );
});
