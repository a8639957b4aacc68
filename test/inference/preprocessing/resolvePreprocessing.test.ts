import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import type { ImageSource } from "../../../lib/files";
import { parsePreprocessing, prepareImages } from "../../../lib/inference/preprocessing";
import { resolvePreprocessing } from "../../../lib/inference/preprocessing/resolvePreprocessing";

function folder(t: TestContext): string {
  const made = mkdtempSync(path.join(tmpdir(), "preprocessing-"));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

for (const [declared, message] of [
  [{ resise: 32 }, /found "resise" \(did you mean resize\?\), expected any of values, input/],
  [{ resize: 0 }, /found resize 0, expected a side of 1 to 4096/],
  [
    { resize: { size: 32, method: "lanczos" } },
    /found resize method "lanczos", expected one of near/,
  ],
  [{ resize: { size: 32, antialias: 1 } }, /found antialias 1, expected true or false/],
  [{ resize: { side: 32 } }, /resize: found "side" \(did you mean size\?\)/],
  [{ input: "pil", resize: { size: 32, antialias: false } }, /Pillow always averages/],
  [{ centerCrop: [32] }, /found centerCrop \[32\], expected a side/],
  [{ channels: "GBR" }, /found channels "GBR", expected one of RGB, BGR/],
  [{ scale: -1 }, /found scale -1, expected a number above 0/],
  [{ mean: [0.5] }, /found std null, expected mean and std, or neither/],
  [{ mean: ["a"], std: [1] }, /found mean \["a"\], expected a list of numbers/],
  [[32], /found \[32\], expected an object with any of/],
] as const) {
  test(`preprocessing ${JSON.stringify(declared)} is refused in one line`, () => {
    assert.throws(() => parsePreprocessing(declared, "parameter preprocessing"), message);
  });
}

test("a parameter wins over preprocessing.json beside the model, and that over what is usual", (t) => {
  const dir = folder(t);
  const modelPath = path.join(dir, "model.pt");
  const usual = { preprocessing: { resize: 28 }, source: "edition 2026" };
  const sizeOf = (preprocessing: unknown) => {
    const { resize, source } = resolvePreprocessing({ modelPath, preprocessing, usual });
    return [resize?.size, source];
  };
  assert.deepEqual(sizeOf(null), [28, "edition 2026"]);
  writeFileSync(path.join(dir, "preprocessing.json"), '{"resize": 64}');
  assert.deepEqual(sizeOf(null), [64, `from ${path.join(dir, "preprocessing.json")}`]);
  assert.deepEqual(sizeOf({ resize: 32 }), [32, "as given"]);
  const named = path.join(dir, "other.json");
  writeFileSync(named, '{"resize": {"size": [40, 48]}}');
  assert.deepEqual(sizeOf(named), [{ height: 40, width: 48 }, `from ${named}`]);
});

test("a preprocessing.json that is no JSON, and a named file that is not there, are refused", (t) => {
  const dir = folder(t);
  const modelPath = path.join(dir, "model.pt");
  writeFileSync(path.join(dir, "preprocessing.json"), "{");
  assert.throws(
    () => resolvePreprocessing({ modelPath }),
    /preprocessing.json: found .*, expected JSON/,
  );
  const preprocessing = path.join(dir, "missing.json");
  assert.throws(
    () => resolvePreprocessing({ modelPath, preprocessing }),
    /expected a readable file/,
  );
});

test("Pillow is not asked to resize normalised tensors, and BGR not of one channel", () => {
  const bytes = { count: 1, channels: 1, height: 4, width: 4, readBytes: () => {} };
  const floats = { scale: "normalised", black: -1, white: 1, read: () => {} } as const;
  const images: ImageSource = { ...bytes, floats };
  const resized = parsePreprocessing({ input: "pil", resize: 2 }, "test");
  assert.throws(() => prepareImages(images, resized, "a.pt"), /a.pt: found normalised that bytes/);
  const turned = parsePreprocessing({ channels: "BGR" }, "test");
  assert.throws(() => prepareImages(bytes, turned, "a.pt"), /a.pt: found 1 channel/);
});
