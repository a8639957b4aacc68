// One size of `npm run bench -- --growth`, in a process of its own so that its memory is its own:
//   node lib/run.cjs test/bench/speed/growthStep.ts attack|inference SIZE CASE OUT
import path from "node:path";
import type { ImageSource } from "../../../lib/files";
import { readNpy, writeJson, writeNpy } from "../../../lib/files/outputs";
import type { Logits } from "../../../lib/inference";
import { take } from "../../../lib/numeric/arrays";
import { MT19937 } from "../../../lib/numeric/random";
import { type CaseFiles, caseFiles } from "./caseFiles";
import { logitsOf, predictorsOf, type ReadCase, readCase } from "./publishedData";
import { attackAsPublished } from "./publishedModels";
import { StageClock } from "./stageClock";

/** A dataset's images over and over, `count` of them. */
function repeated(images: ImageSource, count: number): ImageSource {
  return {
    ...images,
    count,
    readBytes: (start, rows, out) => {
      const size = images.channels * images.height * images.width;
      for (let i = 0; i < rows; i++) {
        images.readBytes((start + i) % images.count, 1, out.subarray(i * size, (i + 1) * size));
      }
    },
  };
}

async function inference(read: ReadCase, files: CaseFiles, size: number, clock: StageClock) {
  const half = (part: "public" | "private") => {
    const dataset = read.datasets[part];
    return { ...dataset, images: repeated(dataset.images, size / 2) };
  };
  const datasets = { public: half("public"), private: half("private") };
  return logitsOf({ ...read, datasets }, files.model, clock);
}

/** The attack on `size` rows for each part, drawn with replacement from the public ones. */
async function attack(read: ReadCase, out: string, size: number, clock: StageClock): Promise<void> {
  const { data, shape } = readNpy(path.join(out, "logits_public.npy"));
  const [rows, classes] = shape;
  const rng = new MT19937(size);
  const drawn = () => {
    const index = Int32Array.from({ length: size }, () => rng.interval(rows - 1));
    const logits = new Float32Array(size * classes);
    index.forEach((row, i) => {
      logits.set(data.subarray(row * classes, (row + 1) * classes), i * classes);
    });
    return { index, logits: { data: logits, rows: size, classes } satisfies Logits };
  };
  const parts = { public: drawn(), private: drawn() };
  const { public: dataset } = read.datasets;
  const labelled = (index: Int32Array) => ({ ...dataset, labels: take(dataset.labels, index) });
  const membership = take(read.membership, parts.public.index);
  const columns = await predictorsOf(
    {
      ...read,
      membership,
      datasets: {
        public: labelled(parts.public.index),
        private: labelled(parts.private.index),
      },
    },
    { public: parts.public.logits, private: parts.private.logits },
    clock,
  );
  await attackAsPublished(columns, membership, clock);
}

async function main(): Promise<void> {
  const [what, words, folder, out] = process.argv.slice(2);
  const size = Number(words);
  const files = caseFiles(folder);
  const read = await readCase(files, new StageClock());
  const clock = new StageClock();
  if (what === "attack") await attack(read, out, size, clock);
  else {
    const { public: logits } = await inference(read, files, size, clock);
    const shape = [logits.rows, logits.classes];
    writeNpy(path.join(out, "logits_public.npy"), { data: logits.data, shape });
  }
  writeJson(path.join(out, "growth.json"), { seconds: clock.seconds, peaks_mb: clock.peaks });
}

void main();
