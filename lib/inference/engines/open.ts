import { availableParallelism } from "node:os";
import path from "node:path";
import type { Network } from "../../network";
import { repositoryRoot } from "../../repository";
import { type Batch, lengthOf } from "./batch";
import { firstThatLoads } from "./first";
import { openOnnx } from "./onnx/open";
import { openOnnxOn } from "./onnx/provider";
import { openTfjsNode } from "./tfjsNode";
import { openTfjsWasm } from "./tfjsWasm";
import {
  AUTO_ENGINES,
  type Backend,
  type BatchShape,
  ENGINES,
  type Engine,
  type EngineName,
  type ImageSize,
} from "./types";

type Opening = (network: Network, threads: number, few?: boolean) => Promise<Backend>;

const OPEN: Record<EngineName, Opening> = {
  onnx: openOnnx,
  "tfjs-node": openTfjsNode,
  "tfjs-wasm": openTfjsWasm,
  "onnx-webgpu": openOnnxOn("webgpu"),
  "onnx-cuda": openOnnxOn("cuda"),
  "onnx-coreml": openOnnxOn("coreml"),
  "onnx-dml": openOnnxOn("dml"),
};

const ENABLE: Record<EngineName, string> = {
  onnx: "onnxruntime-node installed for this system (npm ci)",
  "tfjs-node": "TensorFlow's native part (npm run native fetches or builds it)",
  "tfjs-wasm": "@tensorflow/tfjs-backend-wasm installed (npm ci)",
  "onnx-webgpu": "a graphics card that Vulkan, Metal or Direct3D 12 reaches",
  "onnx-cuda":
    "Linux x64, a card with CUDA 12 and cuDNN, and onnxruntime's part for it " +
    "(node node_modules/onnxruntime-node/script/install --onnxruntime-node-install=cuda12)",
  "onnx-coreml": "macOS",
  "onnx-dml": "Windows and a graphics card with DirectX 12",
};

/** Which engine, and how many threads it may use (default: the cores there are). */
export interface OpenEngineOptions {
  readonly engine: "auto" | EngineName;
  readonly threads?: number;
  /** For a hundred images or so: what makes many of them faster, and takes a while, is left out. */
  readonly few?: boolean;
}

/**
 * Makes a network ready to run. A named engine is that engine or an error; "auto" takes the
 * first that loads in the order onnx, tfjs-node, tfjs-wasm, and its `reason` tells what failed
 * before it. Those on a graphics card run only by their name.
 *
 * @throws Error saying what the engine lacks and how to enable it
 * @throws RangeError for an unknown engine or a number of threads that is none
 * @example
 * const engine = await openEngine(network, { engine: "auto" });
 * engine.reason; // "onnx, the first that loads of ...: onnxruntime-node 1.30.0"
 */
export async function openEngine(network: Network, options: OpenEngineOptions): Promise<Engine> {
  const { engine, threads = availableParallelism(), few = false } = options;
  if (!Number.isInteger(threads) || threads < 1) {
    throw new RangeError(`threads: found ${threads}, expected a whole number from 1`);
  }
  if (engine === "auto") return openFirst(network, threads, few);
  if (!ENGINES.includes(engine)) {
    throw new RangeError(`engine: found "${engine}", expected auto, ${ENGINES.join(", ")}`);
  }
  return engineOf(engine, "as asked", network, await open(engine, network, threads, few));
}

async function openFirst(network: Network, threads: number, few: boolean): Promise<Engine> {
  const first = await firstThatLoads(AUTO_ENGINES, (name) => open(name, network, threads, few));
  const why = [`the first that loads of ${AUTO_ENGINES.join(", ")}`, ...first.failures].join("; ");
  return engineOf(first.name, why, network, first.loaded);
}

async function open(
  name: EngineName,
  network: Network,
  threads: number,
  few: boolean,
): Promise<Backend> {
  try {
    return await OPEN[name](network, threads, few);
  } catch (cause) {
    const found = firstLine(cause);
    throw new Error(`engine ${name}: found "${found}", expected ${ENABLE[name]}`, { cause });
  }
}

/** What went wrong, in one line that reads the same on every machine. */
function firstLine(cause: unknown): string {
  const [line] = String((cause as Error)?.message ?? cause).split("\n");
  return line.replaceAll(repositoryRoot() + path.sep, "").trim();
}

/** A network's engine by what a backend brings; `why` it was taken is a phrase for people. */
export function engineOf(
  name: EngineName,
  why: string,
  network: Network,
  backend: Backend,
): Engine {
  const { inChannels, classes, embeddingSize } = network;
  const { version, threads, batchSize, lanes } = backend;
  const forward = async (batch: Batch, count: number, size?: ImageSize) =>
    backend.forward(batch, batchShape(batch, count, inChannels, size));
  return {
    name,
    version,
    reason: `${name}, ${why}: ${version}`,
    threads,
    batchSize,
    lanes,
    inChannels,
    classes,
    embeddingSize,
    run: async (batch, count, size) => (await forward(batch, count, size)).logits,
    runWithEmbedding: forward,
    close: () => backend.close(),
  };
}

function batchShape(batch: Batch, count: number, channels: number, size?: ImageSize): BatchShape {
  const length = lengthOf(batch);
  const side = Math.round(Math.sqrt(length / (count * channels)));
  const { height, width } = size ?? { height: side, width: side };
  if (length !== count * channels * height * width || count < 1) {
    const expected = `${count} x ${channels} x ${height} x ${width}`;
    throw new RangeError(`batch: found ${length} numbers, expected ${expected}`);
  }
  return [count, channels, height, width];
}
