// What follows the models, on scores of as many rows as asked, each step's seconds, its processor seconds and the
// peak of memory while it ran:
//   node lib/run.cjs test/bench/speed/growthJudging.ts ROWS OUT
import path from "node:path";
import * as mia from "../../../lib";
import { readCsv } from "../../../lib/files";
import { readNpy, writeCsv, writeNpy } from "../../../lib/files/outputs";
import { MT19937 } from "../../../lib/numeric/random";
import { StageClock } from "./stageClock";

async function main(): Promise<void> {
  const [words, out] = process.argv.slice(2);
  const rows = Number(words);
  const rng = new MT19937(rows);
  const clock = new StageClock<string>();
  const time = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const made = await clock.time(step, work);
    const { user, system } = process.cpuUsage(before);
    const [seconds, peak] = [clock.seconds[step] ?? 0, clock.peaks[step] ?? 0];
    const cells = [step, rows, seconds.toFixed(2), ((user + system) / 1e6).toFixed(2)];
    console.log(`| ${[...cells, Math.round(peak)].join(" | ")} |`);
    return made;
  };
  const membership = Uint8Array.from({ length: rows }, () => Number(rng.double() < 0.5));
  const scores = Float64Array.from(membership, (member) => 0.1 * member + rng.double());
  const ids = Array.from(membership, (_, row) => row);
  const classes = 10;
  const labels = Int32Array.from(ids, (row) => row % classes);
  const data = Float32Array.from({ length: rows * classes }, () => 8 * rng.double());
  const logits = { data, rows, classes };

  const { columns } = await time("features", () => mia.extractFeatures(logits, labels));
  const frame = await time("data frame", () => mia.frame({ id: ids, ...columns }));
  await time("describe", () => mia.describeColumns(frame, Object.keys(columns)));
  await time("columns of a frame", () => mia.matrixOf(frame, Object.keys(columns)));
  await time("AUC, TPR, intervals", () => mia.readOff(membership, scores, { seed: 42 }));
  const folds = await time("folds", () => mia.foldsOf(membership, 42));
  await time("operating points", () =>
    mia.operatingPoints(membership, scores, { seed: 42, folds, model: "RF" }),
  );
  await time("records", () =>
    mia.recordsOf({
      public: { ids, membership },
      private: { ids, membership: null },
      outOfFold: { RF: scores },
      privateScores: { RF: scores },
      chosen: "RF",
    }),
  );
  const table = path.join(out, "predictors.csv");
  await time("writing CSV", () => writeCsv(table, { id: ids, ...columns }));
  await time("reading CSV", () => readCsv(table).numbers("phi"));
  const array = path.join(out, "logits.npy");
  await time("writing NPY", () => writeNpy(array, { data, shape: [rows, classes] }));
  await time("reading NPY", () => readNpy(array));
}

void main();
