/**
 * Prints, layout by layout, how far our logits are from torch's, and whether a dataset's images,
 * labels, ids and membership are those that torch reads:
 *
 *     python test/layouts/make.py SCRATCH && node lib/run.cjs test/layouts/table.ts SCRATCH
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { computeLogits, openEngine } from "../../lib/inference";
import { describeNetwork } from "../../lib/network";

interface Layout {
  readonly name: string;
  readonly file: string;
  /** Whether the file has to be refused. */
  readonly refused?: boolean;
}

interface CheckpointLayout extends Layout {
  readonly logits: number[][];
}

interface DatasetLayout extends Layout {
  readonly shape: number[];
  readonly images: number[][];
  readonly labels: number[];
  readonly membership: number[] | null;
  readonly ids: (number | string)[];
}

interface Layouts {
  readonly versions: string;
  readonly mean: number[];
  readonly std: number[];
  readonly checkpoints: CheckpointLayout[];
  readonly datasets: DatasetLayout[];
}

const TOLERANCE = 1e-5;
const folder = process.argv[2];
const made: Layouts = JSON.parse(readFileSync(path.join(folder, "layouts.json"), "utf8"));
const pictures = readDataset(path.join(folder, "images.pt"));
let wrong = 0;

/** The largest difference between our logits and torch's, over torch's largest. */
async function distance(file: string, logits: number[][]): Promise<number> {
  const checkpoint = readCheckpoint(file);
  try {
    const network = describeNetwork(checkpoint, { stem: "auto" });
    const engine = await openEngine(network, { engine: "onnx" });
    const { data } = await computeLogits(engine, pictures.images, made);
    const theirs = logits.flat();
    const differences = theirs.map((value, i) => Math.abs(value - data[i]));
    return Math.max(...differences) / Math.max(...theirs.map(Math.abs));
  } finally {
    checkpoint.close();
  }
}

/** The parts of a dataset that are not what torch reads. */
function different(file: string, layout: DatasetLayout): string[] {
  const dataset = readDataset(file);
  const { channels, height, width, count } = dataset.images;
  const bytes = new Uint8Array(count * channels * height * width);
  dataset.images.readBytes(0, count, bytes);
  dataset.close();
  const ours = {
    shape: [channels, height, width],
    images: [...bytes],
    labels: [...dataset.labels],
    membership: dataset.membership && [...dataset.membership],
    ids: [...dataset.ids],
  };
  const theirs = { ...layout, images: layout.images.flat() };
  const parts = ["shape", "images", "labels", "membership", "ids"] as const;
  return parts.filter((part) => !isDeepStrictEqual(ours[part], theirs[part]));
}

async function row<T extends Layout>(
  layout: T,
  compare: (file: string) => Promise<[sound: boolean, said: string]>,
): Promise<void> {
  const file = path.join(folder, layout.file);
  let sound: boolean;
  let said: string;
  try {
    [sound, said] = await compare(file);
    if (layout.refused) [sound, said] = [false, "READ, expected a refusal"];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    sound = layout.refused === true;
    said = `refused: found ${error.found}, expected ${error.expected}`;
  }
  if (!sound) wrong++;
  console.log(`| ${layout.name} | ${sound ? "" : "WRONG: "}${said} |`);
}

async function main(): Promise<number> {
  console.log(`| checkpoint (${made.versions}) | distance of logits |\n|---|---|`);
  for (const layout of made.checkpoints) {
    await row(layout, async (file) => {
      const far = await distance(file, layout.logits);
      return [far < TOLERANCE, far.toExponential(1)];
    });
  }
  console.log("\n| dataset | images, labels, ids, membership |\n|---|---|");
  for (const layout of made.datasets) {
    await row(layout, async (file) => {
      const parts = different(file, layout);
      return [parts.length === 0, parts.length === 0 ? "equal" : `${parts.join(", ")} differ`];
    });
  }
  console.log(`\n${made.checkpoints.length + made.datasets.length} layouts, ${wrong} wrong`);
  return wrong === 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
