import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, type TestContext, test } from "node:test";
import { readCheckpoint } from "../../lib/files";
import { computeActivations, type Engine, type EngineName, openEngine } from "../../lib/inference";
import { loadOnnxruntime, openSession } from "../../lib/inference/engines/onnx";
import { heldTo } from "../../lib/inference/engines/onnx/heldTo";
import type { Runner } from "../../lib/inference/engines/onnx/runner";
import type { BatchShape } from "../../lib/inference/engines/types";
import { describeNetwork } from "../../lib/network";
import { GraphBuilder, writeGraph } from "../../lib/network/onnx";
import {
  type Golden,
  goldenImages,
  goldenNormalization,
  largestDifference,
  openNetwork,
  readJson,
} from "./fixtures";

const PROVIDERS = ["webgpu", "cuda", "coreml", "dml"] as const;
const NAME = "resnet18-7x7";

/** A graphics card in software, from Debian's chromium: enough where there is no other. */
const SOFTWARE = "/usr/lib/chromium/vk_swiftshader_icd.json";
if (existsSync(SOFTWARE)) process.env.VK_ICD_FILENAMES ??= SOFTWARE;

function openOn(provider: (typeof PROVIDERS)[number]): Promise<Engine | Error> {
  const opened = openEngine(openNetwork(NAME), { engine: `onnx-${provider}`, threads: 2 });
  return opened.catch((error: Error) => error);
}

const NO_CARD = ["Failed to get a WebGPU adapter", "none of that name in onnxruntime-node"];

/** The engine on a graphics card; where there is none the test is skipped, which is said. */
async function webgpu(t: TestContext): Promise<Engine | null> {
  const engine = await openOn("webgpu");
  if (!(engine instanceof Error)) return engine;
  if (!NO_CARD.some((lacking) => engine.message.includes(lacking))) throw engine;
  t.skip(engine.message);
  return null;
}

test("a provider that is named is that provider, or one line that says what is lacking", async () => {
  const { listSupportedBackends } = await loadOnnxruntime();
  const names = listSupportedBackends().map(({ name }) => name as string);
  for (const provider of PROVIDERS) {
    const engine = await openOn(provider);
    if (engine instanceof Error) {
      assert.match(engine.message, RegExp(`^engine onnx-${provider}: found ".+", expected .+$`));
      const isThere = names.includes(provider);
      assert.equal(engine.message.includes("none of that name in onnxruntime-node"), !isThere);
      if (!isThere) assert.ok(engine.message.includes(`: ${names.join(", ")}"`), engine.message);
      assert.ok(!engine.message.includes("onnxruntime_src"), engine.message);
      continue;
    }
    assert.ok(names.includes(provider));
    assert.equal(engine.name, `onnx-${provider}`);
    assert.equal(engine.lanes, 1);
    assert.match(engine.version, RegExp(`^onnxruntime-node [\\d.]+, provider ${provider}$`));
    assert.equal(engine.reason, `onnx-${provider}, as asked: ${engine.version}`);
    await engine.close();
  }
});

test("webgpu: logits and embeddings are torch's", async (t) => {
  const engine = await webgpu(t);
  if (engine === null) return;
  const golden = readJson<Golden>(`${NAME}.json`);
  const options = { ...goldenNormalization(3), batchSize: 4 };
  const found = await computeActivations(engine, goldenImages(3), options);
  await engine.close();
  const inLogits = largestDifference(found.logits.data, golden.logits);
  const inEmbedding = largestDifference(found.embedding.data, golden.embedding);
  assert.ok(inLogits < 1e-4, `logits differ by ${inLogits}`);
  assert.ok(inEmbedding < 1e-4, `embeddings differ by ${inEmbedding}`);
  await assert.rejects(engine.run(new Float32Array(3072), 1), /the engine is closed/);
});

test("webgpu: logits are the processor's, or the pass ends and says how far they are apart", async (t) => {
  const card = await webgpu(t);
  if (card === null) return;
  await card.close();
  // onnxruntime 1.30 gets this one's convolution from 6 channels to 8 wrong on webgpu
  const checkpoint = readCheckpoint("test/fixtures/onnx/softmax.onnx");
  const network = describeNetwork(checkpoint);
  checkpoint.close();
  const images = Float32Array.from({ length: 2 * 3 * 32 * 32 }, (_, i) => Math.sin(i));
  const logitsOn = async (name: EngineName) => {
    const engine = await openEngine(network, { engine: name, threads: 1 });
    return engine.run(images, 2).finally(() => engine.close());
  };
  const expected = await logitsOn("onnx");
  const found = await logitsOn("onnx-webgpu").catch((error: Error) => error);
  if (found instanceof Error) {
    const apart = /^engine onnx-webgpu: found logits \d\.\de-?\d of the largest apart/;
    assert.match(found.message, apart);
    return;
  }
  assert.ok(largestDifference(found, expected) < 1e-3 * Math.max(...expected.map(Math.abs)));
});

test("webgpu: an operator that it does not run is refused, not given to the processor", async (t) => {
  const engine = await webgpu(t);
  if (engine === null) return;
  await engine.close();
  const builder = new GraphBuilder("determinant");
  const x = builder.input("x", "float", ["N", 3, 3]);
  builder.output(builder.node("Det", [x]), "determinant", "float", ["N"]);
  const model = writeGraph(builder.graph());
  await (await openSession(model, 1)).release();
  await assert.rejects(
    openSession(model, 1, "webgpu"),
    /^Error: onnxruntime: webgpu does not run every operator/,
  );
});

describe("the first batch on a provider", () => {
  const shape: BatchShape = [2, 1, 1, 1];
  const batch = new Float32Array(2);

  /** A runner that always gives these logits, and what was done with it. */
  function runnerOf(...logits: number[]): Runner & { calls: string[] } {
    const calls: string[] = [];
    return {
      calls,
      async forward() {
        calls.push("forward");
        return { logits: Float32Array.from(logits), embedding: new Float32Array(2) };
      },
      async close() {
        calls.push("close");
      },
    };
  }

  test("is computed by the processor too, once", async () => {
    const processor = runnerOf(1, -4, Number.NEGATIVE_INFINITY);
    const card = runnerOf(1.003, -4, Number.NEGATIVE_INFINITY);
    const runner = heldTo(processor, card, "webgpu");
    await Promise.all([runner.forward(batch, shape), runner.forward(batch, shape)]);
    const { logits } = await runner.forward(batch, shape);
    assert.deepEqual(logits, Float32Array.of(1.003, -4, Number.NEGATIVE_INFINITY));
    await runner.close();
    assert.deepEqual(processor.calls, ["forward", "close"]);
    assert.deepEqual(card.calls, ["forward", "forward", "forward", "close"]);
  });

  test("ends every pass where its logits are not the processor's, and says by how much", async () => {
    const cases = [
      [1.005, /^engine onnx-cuda: found logits 1\.2e-3 of the largest apart .*at most 0\.001$/],
      [Number.NaN, /^engine onnx-cuda: found logits that are no numbers where the processor's are/],
    ] as const;
    for (const [wrong, expected] of cases) {
      const processor = runnerOf(1, -4);
      const runner = heldTo(processor, runnerOf(wrong, -4), "cuda");
      for (let i = 0; i < 2; i++) {
        await assert.rejects(runner.forward(batch, shape), { message: expected });
      }
      await runner.close();
      assert.deepEqual(processor.calls, ["forward", "close"]);
    }
  });

  test("is not needed to close", async () => {
    const [processor, card] = [runnerOf(), runnerOf()];
    await heldTo(processor, card, "dml").close();
    assert.deepEqual([processor.calls, card.calls], [["close"], ["close"]]);
  });
});
