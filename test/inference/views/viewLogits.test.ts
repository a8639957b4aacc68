import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import type { ImageSource } from "../../../lib/files";
import { readNpy } from "../../../lib/files/outputs";
import {
  computeActivations,
  computeLogits,
  type Engine,
  openEngine,
  type ViewLogitsOptions,
  viewActivations,
  viewLogits,
  viewOf,
} from "../../../lib/inference";
import { goldenImages, goldenNormalization, openNetwork } from "../fixtures";

const VIEWS = ["plain", "flip + shift(2,-2)", "brightness(0.7)"];
const storedBy = { model: "a".repeat(64), dataset: "b".repeat(64), stem: "auto" };

describe("viewLogits", () => {
  let engine: Engine;
  let folder: string;
  /** Views that were computed, in order, since the test began. */
  let computed: string[];
  before(async () => {
    engine = await openEngine(openNetwork("resnet18-7x7"), { engine: "onnx", threads: 1 });
  });
  after(() => engine.close());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "views-"));
    computed = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const options = (changes: Partial<ViewLogitsOptions> = {}): ViewLogitsOptions => ({
    engine,
    images: goldenImages(3),
    normalization: goldenNormalization(3),
    folder,
    set: "public",
    storedBy,
    onProgress: (view, done, total) => done === total && computed.push(view),
    ...changes,
  });

  test("gives each view what a pass over it gives, and stores it under a safe name", async () => {
    const found = await viewLogits(VIEWS, options());
    assert.deepEqual([...found.keys()], ["plain", "flip+shift(2,-2)", "brightness(0.7)"]);
    for (const [view, logits] of found) {
      const seen = viewOf(goldenImages(3), view);
      assert.deepEqual(logits, await computeLogits(engine, seen, goldenNormalization(3)));
    }
    assert.deepEqual(readdirSync(folder).sort(), [
      "logits_public.json",
      "logits_public.npy",
      "logits_public_brightness_0.7.json",
      "logits_public_brightness_0.7.npy",
      "logits_public_flip_shift_2_-2.json",
      "logits_public_flip_shift_2_-2.npy",
    ]);
    assert.deepEqual(readNpy(path.join(folder, "logits_public.npy")).shape, [7, 9]);
  });

  test("reads what is there and current, the same to the bit, and computes the rest", async () => {
    const first = await viewLogits(VIEWS, options());
    computed = [];
    const second = await viewLogits([...VIEWS, "blur"], options());
    assert.deepEqual(computed, ["blur"]);
    for (const [view, { data }] of first) assert.deepEqual(second.get(view)?.data, data);
  });

  test("goes on at the view where it was stopped", async () => {
    const onProgress = (view: string) => {
      if (view === "blur") throw new Error("stopped");
    };
    await assert.rejects(viewLogits(["flip", "blur", "plain"], options({ onProgress })), /stopped/);
    await viewLogits(["flip", "blur", "plain"], options());
    assert.deepEqual(computed, ["blur", "plain"]);
  });

  const others: [string, Partial<ViewLogitsOptions>][] = [
    ["model", { storedBy: { ...storedBy, model: "c".repeat(64) } }],
    ["dataset", { storedBy: { ...storedBy, dataset: "c".repeat(64) } }],
    ["stem", { storedBy: { ...storedBy, stem: "stride1" } }],
    ["normalisation", { normalization: { mean: [0, 0, 0], std: [1, 1, 1] } }],
  ];
  for (const [what, changes] of others) {
    test(`computes again for another ${what}`, async () => {
      await viewLogits(["flip"], options());
      await viewLogits(["flip"], options(changes));
      assert.deepEqual(computed, ["flip", "flip"]);
    });
  }

  test("computes again for another engine", async () => {
    await viewLogits(["flip"], options());
    await viewLogits(["flip"], options({ engine: { ...engine, version: "another 1.0" } }));
    assert.deepEqual(computed, ["flip", "flip"]);
  });

  for (const file of ["logits_public_flip.npy", "logits_public_flip.json"]) {
    for (const harm of ["cut", "gone", "longer"]) {
      test(`computes again where ${file} is ${harm}`, async () => {
        const before = await viewLogits(["flip"], options());
        const target = path.join(folder, file);
        if (harm === "gone") rmSync(target);
        if (harm === "cut") writeFileSync(target, "");
        if (harm === "longer") appendFileSync(target, "x");
        const again = await viewLogits(["flip"], options());
        assert.deepEqual(computed, ["flip", "flip"]);
        assert.deepEqual(again, before);
      });
    }
  }

  test("reads each image from its file once, however many views there are", async () => {
    const source = goldenImages(3);
    let rowsRead = 0;
    const images: ImageSource = {
      ...source,
      readBytes(start, count, out) {
        rowsRead += count;
        source.readBytes(start, count, out);
      },
    };
    await viewLogits(VIEWS, options({ images }));
    assert.equal(rowsRead, 7);
    await viewLogits(VIEWS, options({ images }));
    assert.equal(rowsRead, 7, "nothing is read where all is stored");
  });

  test("activations are stored and read back beside the plain logits", async () => {
    const { normalization, images } = options();
    const expected = await computeActivations(engine, images, normalization);
    assert.deepEqual(await viewActivations(options()), expected);
    assert.deepEqual(await viewActivations(options()), expected);
    await viewLogits(["plain"], options());
    assert.deepEqual(computed, ["plain"], "one pass serves all three");
  });

  test("a view that is unknown or too far is refused before anything runs", async () => {
    await assert.rejects(viewLogits(["flip", "flop"], options()), /did you mean flip/);
    await assert.rejects(viewLogits(["flip", "shift(32,0)"], options()), /found shift\(32,0\)/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
