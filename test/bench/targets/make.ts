// Makes targets whose members are known, from the images of a case in the course's formats:
//   node lib/run.cjs test/bench/targets/make.ts CASE OUT ROWS [KIND...]
// CASE holds pub.pt, priv_out.pt and normalization.json; ROWS of their images are drawn, of which half are
// members. Each kind (see kinds.ts) gets a folder of OUT: model.safetensors, normalization.json, public.npz (half of
// the members and of the others, told), private.npz and answers.csv (the rest). Goes on where it was stopped.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { readDataset } from "../../../lib/files";
import { writeCsv, writeJson, writeSafetensors } from "../../../lib/files/outputs";
import { resolveNormalization } from "../../../lib/inference";
import { requireResidual } from "../../../lib/network";
import { permutation } from "../../../lib/numeric/random";
import { stateDictOf } from "../../../lib/training";
import { type AuditImages, auditImages } from "../../../lib/training/references/auditImages";
import { trainedRows } from "../../../lib/training/references/plan";
import { seedOf } from "../../../lib/training/references/seedOf";
import { trainReference } from "../../../lib/training/references/trainReference";
import { writeNpz } from "../../notebooks/smallSets";
import { blankNetwork } from "./blankNetwork";
import { KINDS, type TargetKind } from "./kinds";

const [from, out, rows, ...kinds] = process.argv.slice(2);

/** Images that are drawn from, with their ids. */
interface Pool extends AuditImages {
  readonly ids: readonly number[];
}

/** Draws the pool from both datasets, once. */
function drawPool(file: string, count: number): void {
  const datasets = ["pub.pt", "priv_out.pt"].map((name) => readDataset(path.join(from, name)));
  const both = auditImages(datasets);
  const drawn = permutation(both.count, seedOf(42, "pool")).subarray(0, count);
  const ids = [...drawn.keys()].map((row) => 10_000 + 3 * row);
  const all = [...drawn];
  writePart(file, both, all, ids);
  for (const dataset of datasets) dataset.close();
}

function writePart(
  file: string,
  pool: AuditImages,
  part: readonly number[],
  ids: readonly number[],
  isIn?: ReadonlySet<number>,
): void {
  const { channels, height, width, labels } = pool;
  const size = channels * height * width;
  const bytes = new Uint8Array(size);
  const data = new Float32Array(part.length * size);
  for (const [i, row] of part.entries()) {
    pool.read(row, bytes);
    data.set(
      Float32Array.from(bytes, (byte) => byte / 255),
      i * size,
    );
  }
  const column = (values: readonly number[]) => {
    return { data: Int32Array.from(values), shape: [part.length] };
  };
  writeNpz(file, {
    ids: column(ids),
    images: { data, shape: [part.length, channels, height, width] },
    labels: column(part.map((row) => labels[row])),
    ...(isIn && { membership: column(part.map((row) => Number(isIn.has(row)))) }),
  });
}

async function make(kind: string, { recipe, ...shape }: TargetKind, pool: Pool): Promise<void> {
  const folder = path.join(out, kind);
  if (existsSync(path.join(folder, "target.json"))) return;
  mkdirSync(folder, { recursive: true });
  const own = path.join(folder, "normalization.json");
  if (!existsSync(own)) copyFileSync(path.join(from, "normalization.json"), own);
  const normalization = resolveNormalization({ modelPath: path.join(folder, "model.safetensors") });
  const classes = pool.labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const start = process.cpuUsage();
  const { network, epochs } = await trainReference({
    ...{ model: 0, target: blankNetwork(folder, shape, classes), images: pool, recipe },
    normalization: { mean: normalization.mean, std: normalization.std },
    plan: createHash("sha256")
      .update(JSON.stringify([kind, shape, recipe, pool.count]))
      .digest("hex"),
    state: path.join(folder, "training.state.safetensors"),
    onEpoch: (epoch, figures) =>
      process.stderr.write(`${kind} ${epoch + 1}/${recipe.epochs} ${JSON.stringify(figures)}\n`),
  });
  const cpu = process.cpuUsage(start);
  writeSafetensors(
    path.join(folder, "model.safetensors"),
    stateDictOf(requireResidual(network, "target")),
  );
  const isIn = new Set(trainedRows(recipe, 0, pool.count));
  // Rows in turn, so that either part has as many members as others.
  const seen = [0, 0];
  const parts: [number[], number[]] = [[], []];
  for (let row = 0; row < pool.count; row++) parts[seen[Number(isIn.has(row))]++ % 2].push(row);
  const ids = parts.map((part) => part.map((row) => pool.ids[row]));
  writePart(path.join(folder, "public.npz"), pool, parts[0], ids[0], isIn);
  writePart(path.join(folder, "private.npz"), pool, parts[1], ids[1]);
  writeCsv(path.join(folder, "answers.csv"), {
    ids: ids[1],
    membership: parts[1].map((row) => Number(isIn.has(row))),
  });
  const seconds = (cpu.user + cpu.system) / 1e6;
  const last = epochs[epochs.length - 1];
  writeJson(path.join(folder, "target.json"), {
    kind,
    ...shape,
    recipe,
    rows: pool.count,
    ...last,
    seconds,
  });
}

async function main(): Promise<void> {
  const file = path.join(out, "pool.npz");
  mkdirSync(out, { recursive: true });
  if (!existsSync(file)) drawPool(file, Number(rows));
  const dataset = readDataset(file);
  const pool = { ...auditImages([dataset]), ids: dataset.ids.map(Number) };
  for (const kind of kinds.length > 0 ? kinds : Object.keys(KINDS)) {
    await make(kind, KINDS[kind], pool);
  }
  dataset.close();
}

void main();
