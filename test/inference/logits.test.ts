import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ImageSource } from "../../lib/files";
import { computeLogits, type Engine, normalisedBytes, openEngine } from "../../lib/inference";
import {
  goldenImages,
  goldenNormalization,
  largestDifference,
  openNetwork,
  readJson,
} from "./fixtures";

test("each byte becomes the very float32 that torch's ToTensor and Normalize give", () => {
  const golden = readJson<{ table: number[] }>("normalised-bytes.json");
  assert.deepEqual(normalisedBytes(goldenNormalization(3), 3), Float32Array.from(golden.table));
});

test("mean and std must fit the channels", () => {
  assert.throws(
    () => normalisedBytes({ mean: [0, 0, 0], std: [1, 1, 1] }, 1),
    /mean: found \[0,0,0\], expected 1 number, one for each channel/,
  );
  assert.throws(
    () => normalisedBytes({ mean: [0, 0], std: [1, 0] }, 2),
    /std: found \[1,0\], expected 2 numbers above 0/,
  );
});

describe("computeLogits", () => {
  let engine: Engine;
  before(async () => {
    engine = await openEngine(openNetwork("resnet18-7x7"), { engine: "onnx", threads: 2 });
  });
  after(() => engine.close());

  test("gives the same rows whatever the batch, the last one included", async () => {
    const images = goldenImages(3);
    const whole = await computeLogits(engine, images, { ...goldenNormalization(3), batchSize: 7 });
    assert.deepEqual([whole.rows, whole.classes, whole.data.length], [7, 9, 63]);
    for (const batchSize of [1, 3, 64]) {
      const found = await computeLogits(engine, images, { ...goldenNormalization(3), batchSize });
      assert.ok(largestDifference(found.data, whole.data) < 1e-6, `batch ${batchSize}`);
    }
  });

  test("reads each image once, in order, into two buffers a lane, and tells how far it is", async () => {
    const source = goldenImages(3);
    const reads: [number, number][] = [];
    const buffers = new Set<ArrayBufferLike>();
    const images: ImageSource = {
      ...source,
      readBytes(start, count, out) {
        reads.push([start, count]);
        buffers.add(out.buffer);
        source.readBytes(start, count, out);
      },
    };
    const progress: [number, number][] = [];
    const onProgress = (done: number, total: number) => progress.push([done, total]);
    await computeLogits(engine, images, { ...goldenNormalization(3), batchSize: 1, onProgress });
    const rows = [0, 1, 2, 3, 4, 5, 6];
    assert.deepEqual(
      reads,
      rows.map((row) => [row, 1]),
    );
    assert.equal(buffers.size, 4);
    assert.deepEqual(
      progress,
      rows.map((row) => [row + 1, 7]),
    );
  });

  test("large images go in smaller batches, unless a size is asked for", async () => {
    const counts: number[] = [];
    const counting: Engine = {
      ...engine,
      async runWithEmbedding(_, count) {
        counts.push(count);
        return { logits: new Float32Array(count * engine.classes), embedding: new Float32Array() };
      },
    };
    const large = { ...goldenImages(3), height: 512, width: 512, readBytes() {} };
    await computeLogits(counting, large, goldenNormalization(3));
    assert.deepEqual(counts.splice(0), [2, 2, 2, 1]);
    await computeLogits(counting, large, { ...goldenNormalization(3), batchSize: 5 });
    assert.deepEqual(counts, [5, 2]);
  });

  test("no images give no rows", async () => {
    const none = { ...goldenImages(3), count: 0 };
    const logits = await computeLogits(engine, none, goldenNormalization(3));
    assert.deepEqual([logits.rows, logits.data.length], [0, 0]);
  });

  test("images of other channels and a batch of no images are refused", async () => {
    await assert.rejects(
      computeLogits(engine, goldenImages(1), goldenNormalization(1)),
      /images: found 1 channel\(s\), expected the network's 3/,
    );
    const options = { ...goldenNormalization(3), batchSize: 0 };
    await assert.rejects(computeLogits(engine, goldenImages(3), options), /batchSize: found 0/);
  });
});
