import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { after, before, describe, test } from "node:test";
import { computeActivations, type Engine, type EngineName, openEngine } from "../../lib/inference";
import { firstThatLoads } from "../../lib/inference/engines/first";
import type { Network } from "../../lib/network";
import {
  type Golden,
  goldenImages,
  goldenNormalization,
  largestDifference,
  NAMES,
  openNetwork,
  readJson,
} from "./fixtures";

async function checkAgainstTorch(name: string, engineName: EngineName): Promise<void> {
  const network = openNetwork(name);
  const golden = readJson<Golden>(`${name}.json`);
  const engine = await openEngine(network, { engine: engineName });
  try {
    const { inChannels } = network;
    const options = { ...goldenNormalization(inChannels), batchSize: 3 };
    const found = await computeActivations(engine, goldenImages(inChannels), options);
    const inLogits = largestDifference(found.logits.data, golden.logits);
    const inEmbedding = largestDifference(found.embedding.data, golden.embedding);
    assert.ok(inLogits < 1e-4, `${name} on ${engineName}: logits differ by ${inLogits}`);
    assert.ok(inEmbedding < 1e-4, `${name} on ${engineName}: embeddings differ by ${inEmbedding}`);
  } finally {
    await engine.close();
  }
}

for (const engine of ["onnx", "tfjs-wasm"] as const) {
  test(`${engine}: logits and embeddings are torch's for three networks and two stems`, async () => {
    for (const name of NAMES) await checkAgainstTorch(name, engine);
  });
}

test("tfjs-node: torch's logits where native TensorFlow is there, else how to get it", async (t) => {
  const missing = await openEngine(openNetwork(NAMES[0]), { engine: "tfjs-node" }).then(
    async (engine) => void (await engine.close()),
    (error: Error) => error,
  );
  if (missing) {
    assert.match(missing.message, /^engine tfjs-node: found ".+", expected .*npm run native/);
    assert.ok(!missing.message.includes("\n") && !missing.message.includes(process.cwd()));
    t.skip(missing.message);
    return;
  }
  for (const name of NAMES) await checkAgainstTorch(name, "tfjs-node");
});

test("the tfjs engine leaves no listener behind that throws other people's errors again", async () => {
  const before = process.listenerCount("unhandledRejection");
  const engine = await openEngine(openNetwork(NAMES[0]), { engine: "tfjs-wasm" });
  assert.equal(process.listenerCount("unhandledRejection"), before);
  await engine.close();
});

test("auto takes the first that loads and tells what failed before it", async () => {
  const load = async (name: string) => {
    if (name === "c") return 3;
    throw new Error(`no ${name}`);
  };
  assert.deepEqual(await firstThatLoads(["a", "b", "c", "d"], load), {
    name: "c",
    loaded: 3,
    failures: ["no a", "no b"],
  });
  await assert.rejects(firstThatLoads(["a", "b"], load), /no engine loads: no a; no b/);
});

describe("an engine", () => {
  let network: Network;
  let engine: Engine;
  before(async () => {
    network = openNetwork("resnet18-7x7");
    engine = await openEngine(network, { engine: "auto" });
  });
  after(() => engine.close());

  test("says which it is, of which version, and why; its threads stand apart, since they differ by machine", async () => {
    assert.match(
      engine.reason,
      /^onnx, the first that loads of onnx, tfjs-node, tfjs-wasm: onnxruntime-node \d+\.\d+\.\d+$/,
    );
    assert.equal(engine.threads, availableParallelism());
    const one = await openEngine(network, { engine: "onnx", threads: 1 });
    assert.match(one.reason, /^onnx, as asked: onnxruntime-node/);
    assert.equal(one.threads, 1);
    await one.close();
  });

  test("an unknown name and a number of threads that is none are refused", async () => {
    await assert.rejects(
      openEngine(network, { engine: "cuda" as EngineName }),
      /engine: found "cuda", expected auto, onnx, tfjs-node, tfjs-wasm/,
    );
    await assert.rejects(openEngine(network, { engine: "onnx", threads: 0 }), /threads: found 0/);
  });

  test("images need not be square nor 32 wide, but the batch must hold them", async () => {
    const wide = new Float32Array(2 * 3 * 40 * 56).fill(0.5);
    const logits = await engine.run(wide, 2, { height: 40, width: 56 });
    assert.equal(logits.length, 2 * network.classes);
    assert.ok(largestDifference(logits.subarray(0, 9), logits.subarray(9)) < 1e-5);
    await assert.rejects(engine.run(wide, 3), /batch: found 13440 numbers, expected 3 x 3 x/);
  });

  test("the same batch gives the same bytes, whatever the number of threads", async () => {
    const batch = Float32Array.from({ length: 5 * 3 * 1024 }, (_, i) => Math.sin(i));
    const logits = await engine.run(batch, 5);
    assert.deepEqual(await engine.run(batch, 5), logits);
    for (const threads of [1, 3]) {
      const other = await openEngine(network, { engine: "onnx", threads });
      assert.deepEqual(await other.run(batch, 5), logits, `${threads} threads`);
      await other.close();
    }
  });
});
