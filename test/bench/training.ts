// Training steps beside torch's, in turn in one run, of one batch size and number of threads:
//   node lib/run.cjs test/bench/training.ts MODEL.pt [--python PATH] [--batch 128] [--threads 1] [--rounds 5]
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { peakMemory } from "../../lib/audit/outcome";
import { readCheckpoint } from "../../lib/files";
import { describeNetwork, requireResidual } from "../../lib/network";
import { repositoryRoot } from "../../lib/repository";
import { Trainer } from "../../lib/training";

const STEPS = 4;

/** Milliseconds a step: on the clock, and of the processor. */
type Cost = readonly [wall: number, cpu: number];

/** A torch process that trains when it is asked to. */
function torch(python: string, words: readonly string[]) {
  const script = path.join(repositoryRoot(), "test", "bench", "python", "training.py");
  const child = spawn(python, [script, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async steps(): Promise<Cost> {
      child.stdin.write(`${STEPS}\n`);
      const { value } = await lines.next();
      if (value === undefined) throw new Error(`${python}: no answer`);
      const [wall, cpu] = String(value).split(" ").map(Number);
      return [wall, cpu];
    },
    end: () => child.stdin.end(),
  };
}

async function ours(model: string, batchSize: number, threads: number) {
  const checkpoint = readCheckpoint(model);
  const network = requireResidual(describeNetwork(checkpoint), "training steps");
  checkpoint.close();
  const size = { height: 32, width: 32 };
  const usual = { momentum: 0.9, weightDecay: 5e-4, unfoldAgain: false };
  const trainer = await Trainer.create(network, { ...usual, batchSize, size, threads });
  const images = Float32Array.from({ length: batchSize * 3072 }, (_, i) => Math.sin(i * i));
  const targets = new Float32Array(batchSize * network.classes);
  for (let i = 0; i < batchSize; i++) targets[i * network.classes + (i % network.classes)] = 1;
  return async (): Promise<Cost> => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    for (let step = 0; step < STEPS; step++) await trainer.step(images, targets, 0.005);
    const { user, system } = process.cpuUsage(cpu);
    return [(performance.now() - start) / STEPS, (user + system) / 1000 / STEPS];
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      python: { type: "string", default: "python3" },
      batch: { type: "string", default: "128" },
      threads: { type: "string", default: "1" },
      rounds: { type: "string", default: "5" },
    },
  });
  const [model] = positionals;
  if (model === undefined) throw new Error("found no model, expected a path");
  const words = [model, values.batch, values.threads];
  const plain = torch(values.python, words);
  const channelsLast = torch(values.python, [...words, "channels_last"]);
  const sides = new Map([
    ["ours", await ours(model, Number(values.batch), Number(values.threads))],
    ["torch", plain.steps],
    ["torch, channels last", channelsLast.steps],
  ]);
  const costs = new Map([...sides.keys()].map((side) => [side, [] as Cost[]]));
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [side, steps] of sides) {
      const cost = await steps();
      if (round > 0) costs.get(side)?.push(cost);
    }
  }
  plain.end();
  channelsLast.end();
  console.log(
    "| side | ms a step, clock | ms a step, processor | steps a second |\n|---|---|---|---|",
  );
  for (const [side, found] of costs) {
    const [wall, cpu] = [0, 1].map((k) => median(found.map((cost) => cost[k])));
    console.log(
      `| ${side} | ${wall.toFixed(0)} | ${cpu.toFixed(0)} | ${(1000 / wall).toFixed(2)} |`,
    );
  }
  console.log(`\nour largest resident set: ${(peakMemory() / 1e6).toFixed(0)} MB`);
}

void main();
