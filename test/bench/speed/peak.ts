import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { loadOnnxruntime } from "../../../lib/inference/engines/onnx/runtime";
import { openSession } from "../../../lib/inference/engines/onnx/session";
import { GraphBuilder } from "../../../lib/network/onnx/graph";
import type { Spread, StageRow } from "./summary";

/** Rows and columns of the matrices: 64 MB of three, beyond most caches, as a network's weights are. */
const SIZE = 2048;
const SECONDS = 2;

/** What {@link peakLines} tells of. */
interface Measurements {
  readonly peak: Peak;
  readonly inference_gflop: number;
  readonly stages: readonly Pick<StageRow, "stage" | "ours_s" | "careful_s">[];
}

/** Thousand million float32 operations a second, two for a multiplication and its addition. */
export interface Peak {
  /** By onnxruntime, which runs our networks. */
  readonly ours_gflops: number;
  /** By numpy; null where no Python was asked. */
  readonly python_gflops: number | null;
}

/**
 * What this machine reaches in a plain product of two float32 matrices on all of its cores, best of two
 * seconds of tries: the limit of what computes little else.
 *
 * @param python null: Python's is not measured
 * @throws Error with Python's last line if it fails
 * @example
 * (await peakOf("python3")).ours_gflops; // 190
 */
export async function peakOf(python: string | null): Promise<Peak> {
  return {
    ours_gflops: await ownPeak(),
    python_gflops: python === null ? null : await pythonPeak(python),
  };
}

async function ownPeak(): Promise<number> {
  const graph = new GraphBuilder("product");
  const [a, b] = ["a", "b"].map((name) => graph.input(name, "float", [SIZE, SIZE]));
  graph.output(graph.node("MatMul", [a, b]), "c", "float", [SIZE, SIZE]);
  const model = { graph: graph.finish(), weights: new Uint8Array() };
  const session = await openSession(model, availableParallelism());
  const { Tensor } = await loadOnnxruntime();
  const tensor = () => new Tensor("float32", new Float32Array(SIZE * SIZE).fill(0.5), [SIZE, SIZE]);
  const given = { a: tensor(), b: tensor() };
  let best = Number.POSITIVE_INFINITY;
  for (const end = performance.now() + 1000 * SECONDS; performance.now() < end; ) {
    const start = performance.now();
    await session.run(given);
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  await session.release();
  return rate(best);
}

const SCRIPT = `
import sys, time
import numpy as np
a, b = (np.full((${SIZE}, ${SIZE}), .5, np.float32) for _ in range(2))
best, end = float("inf"), time.perf_counter() + ${SECONDS}
while time.perf_counter() < end:
    start = time.perf_counter()
    a @ b
    best = min(best, time.perf_counter() - start)
print(best)
`;

function pythonPeak(python: string): Promise<number> {
  const threads = String(availableParallelism());
  const env = { ...process.env, OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads };
  const child = spawn(python, ["-c", SCRIPT], { env });
  let [told, complaint] = ["", ""];
  child.stdout.on("data", (text) => {
    told += text;
  });
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(rate(Number(told)));
      else reject(new Error(`${python}: ${complaint.trim().split("\n").at(-1)}`));
    });
  });
}

const rate = (seconds: number) => Math.round((2 * SIZE ** 3) / seconds / 1e8) / 10;

/**
 * How the bench says how near the limit inference runs.
 *
 * @example
 * peakLines({ peak: { ours_gflops: 200, python_gflops: null }, inference_gflop: 300, stages: [] });
 */
export function peakLines({ peak, inference_gflop, stages }: Measurements): string[] {
  const { ours_gflops, python_gflops } = peak;
  const theirs = python_gflops === null ? "" : `, numpy ${python_gflops.toFixed(1)}`;
  const product = `a plain float32 product of ${SIZE} x ${SIZE}: onnxruntime ${ours_gflops.toFixed(1)}${theirs} GFLOP/s`;
  const inference = stages.find(({ stage }) => stage === "inference");
  if (inference === undefined) return [product];
  const of = (name: string, { median }: Spread, limit: number | null) => {
    const reached = inference_gflop / median;
    const share = limit === null ? "" : ` (${Math.round((100 * reached) / limit)} % of that)`;
    return `${name} ${reached.toFixed(1)}${share}`;
  };
  const ours = of("ours", inference.ours_s, ours_gflops);
  const careful = of("careful", inference.careful_s, python_gflops);
  return [
    product,
    `inference, ${inference_gflop.toFixed(0)} GFLOP a pass: ${ours}, ${careful} GFLOP/s`,
  ];
}
