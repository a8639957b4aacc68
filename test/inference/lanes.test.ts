import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import type { ImageSource } from "../../lib/files";
import { computeLogits, type Engine, openEngine } from "../../lib/inference";
import { onnxBackend } from "../../lib/inference/engines/onnx/backend";
import { Growing } from "../../lib/inference/engines/onnx/growing";
import { Lanes } from "../../lib/inference/engines/onnx/lanes";
import { openInThisThread } from "../../lib/inference/engines/onnx/thisThread";
import type { MapSize, Network } from "../../lib/network";
import { forwardGraph } from "../../lib/network/onnx";
import { repositoryRoot } from "../../lib/repository";
import { goldenImages, goldenNormalization, openNetwork } from "./fixtures";

const normalization = goldenNormalization(3);

/** The golden images over and over. */
function manyImages(count: number): ImageSource {
  const images = goldenImages(3);
  return {
    ...images,
    count,
    readBytes(start, rows, out) {
      const size = out.length / rows;
      for (let i = 0; i < rows; i++) {
        images.readBytes((start + i) % images.count, 1, out.subarray(i * size, (i + 1) * size));
      }
    },
  };
}

async function withEngine<T>(threads: number, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine(openNetwork("resnet18-7x7"), { engine: "onnx", threads });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

describe("lanes", () => {
  test("a pass gives the same bytes whatever their number, and its progress in order", async () => {
    const images = manyImages(37);
    const pass = (threads: number) =>
      withEngine(threads, async (engine) => {
        const seen: number[] = [];
        const onProgress = (done: number) => seen.push(done);
        const options = { ...normalization, batchSize: 4, onProgress };
        const { data } = await computeLogits(engine, images, options);
        assert.deepEqual(seen, [4, 8, 12, 16, 20, 24, 28, 32, 36, 37]);
        return { lanes: engine.lanes, data };
      });
    const one = await pass(1);
    assert.equal(one.lanes, 1);
    for (const threads of [2, 5]) {
      const several = await pass(threads);
      assert.equal(several.lanes, Math.min(threads, 4));
      assert.deepEqual(several.data, one.data, `${threads} threads`);
    }
  });

  test("images that cannot be read end the pass with their error, and the engine goes on", async () => {
    await withEngine(2, async (engine) => {
      const images = manyImages(20);
      const broken: ImageSource = {
        ...images,
        readBytes(start, rows, out) {
          if (start >= 8) throw new Error("the file is gone");
          images.readBytes(start, rows, out);
        },
      };
      const options = { ...normalization, batchSize: 4 };
      await assert.rejects(computeLogits(engine, broken, options), /the file is gone/);
      assert.equal((await computeLogits(engine, images, options)).rows, 20);
    });
  });

  test("a model that onnxruntime refuses is refused at once, or when its lane's turn comes", async () => {
    const model = forwardGraph(openNetwork("resnet18-7x7"), { height: 32, width: 32 });
    const broken = { ...model, graph: model.graph.subarray(0, 100) };
    await assert.rejects(Lanes.open(broken, [1, 1]), /protobuf/i);

    const noThreads = -1;
    const lanes = await Lanes.open(model, [1, noThreads]);
    const shape = [1, 3, 32, 32] as const;
    const forward = async () => {
      for (;;) await lanes.forward(new Float32Array(3072), shape);
    };
    await assert.rejects(forward(), /intraOpNumThreads/);
    await lanes.close();
  });

  test("work goes over to lanes when there has been enough of it, with the same bytes", async () => {
    const model = forwardGraph(openNetwork("resnet18-7x7"), { height: 32, width: 32 });
    const shape = [1, 3, 32, 32] as const;
    const batch = Float32Array.from({ length: 3072 }, (_, i) => Math.sin(i));
    const started: unknown[] = [];
    const note = (worker: unknown) => started.push(worker);
    process.on("worker", note);
    const growing = await Growing.open(model, [1, 1], 0);
    const { logits } = await growing.forward(batch, shape);
    while (started.length < 2) await growing.forward(batch, shape);
    for (let i = 0; i < 40; i++) {
      assert.deepEqual((await growing.forward(batch, shape)).logits, logits);
    }
    process.off("worker", note);
    await growing.close();

    const closing = await Growing.open(model, [1, 2], 0);
    await closing.forward(batch, shape);
    await Promise.all([closing.close(), closing.close()]);
    await assert.rejects(closing.forward(batch, shape), /the engine is closed/);
    const little = await Growing.open(model, [1, 1], 1e6);
    await little.forward(batch, shape);
    assert.equal(started.length, 2);
    await little.close();
  });

  test("for few images all threads work in one session, with the bytes of one thread", async () => {
    const found = [1, 2].map(async (threads) => {
      const options = { engine: "onnx", threads, few: true } as const;
      const engine = await openEngine(openNetwork("resnet18-7x7"), options);
      const { data } = await computeLogits(engine, goldenImages(3), normalization);
      await engine.close();
      return { lanes: engine.lanes, data };
    });
    const [one, two] = await Promise.all(found);
    assert.deepEqual(two, { lanes: 1, data: one.data });
  });

  test("sessions without work are closed, and opened again when there is some", async () => {
    const network = openNetwork("resnet18-7x7");
    const shape = [1, 3, 32, 32] as const;
    const batch = Float32Array.from({ length: 3072 }, (_, i) => Math.sin(i));
    const told: string[] = [];
    let close = () => {};
    const openFor = async (size: MapSize) => {
      const runner = await openInThisThread(forwardGraph(network, size), 1);
      told.push("opened");
      const end = async () => {
        await runner.close();
        told.push("closed");
        close();
      };
      return { forward: runner.forward, close: end };
    };
    const about = { version: "any", threads: 1, lanes: 1 };
    const backend = onnxBackend(network, about, openFor, 1);
    const { logits } = await backend.forward(batch, shape);
    // Neither the session nor the backend's timer keeps the process open.
    const alive = setTimeout(() => close(), 10_000);
    await new Promise<void>((resolve) => {
      close = resolve;
    });
    clearTimeout(alive);
    assert.deepEqual((await backend.forward(batch, shape)).logits, logits);
    await backend.close();
    assert.deepEqual(told, ["opened", "closed", "opened", "closed"]);
    await assert.rejects(backend.forward(batch, shape), /the engine is closed/);
  });

  test("a size that could not be opened is opened anew when it is asked for again", async () => {
    const network = openNetwork("resnet18-7x7");
    const errors = [new Error("stopped"), new Error("stopped again")];
    const openFor = async (size: MapSize) => {
      const error = errors.shift();
      if (error) throw error;
      return openInThisThread(forwardGraph(network, size), 1);
    };
    const backend = onnxBackend(network, { version: "any", threads: 1, lanes: 1 }, openFor);
    const forward = () => backend.forward(new Float32Array(3072), [1, 3, 32, 32]);
    await Promise.all([forward(), forward()].map((pass) => assert.rejects(pass, /stopped$/)));
    await assert.rejects(forward(), /stopped again$/);
    assert.equal((await forward()).logits.length, network.classes);
    await backend.close();
  });

  test("closing ends a pass that runs, and no call starts afterwards", async () => {
    const network: Network = openNetwork("resnet18-7x7");
    const engine = await openEngine(network, { engine: "onnx", threads: 2 });
    const pass = computeLogits(engine, manyImages(4000), { ...normalization, batchSize: 4 });
    const ends = assert.rejects(pass, /the engine is closed/);
    await engine.close();
    await ends;
    await assert.rejects(engine.run(new Float32Array(3072), 1), /the engine is closed/);
  });

  for (const threads of [1, 2]) {
    test(`an engine of ${threads} may be closed twice and before its first batch, and stays closed`, async () => {
      for (const sides of [[], [32]]) {
        const network = openNetwork("resnet18-7x7");
        const engine = await openEngine(network, { engine: "onnx", threads });
        for (const side of sides) await engine.run(new Float32Array(3 * side * side), 1);
        await Promise.all([engine.close(), engine.close()]);
        await engine.close();
        for (const side of [32, 16]) {
          const batch = new Float32Array(3 * side * side);
          await assert.rejects(engine.run(batch, 1), /the engine is closed/, `${side}`);
        }
      }
    });
  }

  for (const how of ["returns", "exits in the middle of a pass"]) {
    test(`a script that ${how} and never closes its engine ends by itself`, () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        ["lib/run.cjs", `${__dirname}/neverCloses.ts`, how],
        { cwd: repositoryRoot(), encoding: "utf8", timeout: 120_000 },
      );
      assert.deepEqual([status, stderr], [0, ""]);
    });
  }
});
