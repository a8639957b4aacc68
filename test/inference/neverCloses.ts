// A script that opens an engine and leaves it open: node lib/run.cjs test/inference/neverCloses.ts HOW
import { computeLogits, openEngine } from "../../lib/inference";
import { goldenImages, goldenNormalization, openNetwork } from "./fixtures";

async function main(): Promise<void> {
  const engine = await openEngine(openNetwork("resnet18-7x7"), { engine: "onnx", threads: 2 });
  const exits = process.argv[2] !== "returns";
  await computeLogits(engine, goldenImages(3), {
    ...goldenNormalization(3),
    batchSize: 1,
    onProgress: () => exits && process.exit(0),
  });
}

void main();
