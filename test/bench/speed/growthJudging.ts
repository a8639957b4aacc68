// What follows the models, on scores of as many rows as asked: each step's seconds, its processor seconds and the peak
// of memory while it ran, in a process of its own that holds what the step is given and no more:
//   node lib/run.cjs test/bench/speed/growthJudging.ts ROWS OUT [STEP]...
import { spawnSync } from "node:child_process";
import path from "node:path";
import * as mia from "../../../lib";
import { readCsv } from "../../../lib/files";
import { readNpy, writeCsv, writeNpy } from "../../../lib/files/outputs";
import { MT19937 } from "../../../lib/numeric/random";
import { repositoryRoot } from "../../../lib/repository";
import { StageClock } from "./stageClock";

const CLASSES = 10;

/** Rows that are made up, a member's score .1 higher on average. */
function rowsOf(rows: number) {
  const rng = new MT19937(rows);
  const membership = Uint8Array.from({ length: rows }, () => Number(rng.double() < 0.5));
  const scores = Float64Array.from(membership, (member) => 0.1 * member + rng.double());
  const ids = Array.from(membership, (_, row) => row);
  const labels = Int32Array.from(ids, (row) => row % CLASSES);
  const data = Float32Array.from({ length: rows * CLASSES }, () => 8 * rng.double());
  return { membership, scores, ids, labels, logits: { data, rows, classes: CLASSES } };
}

type Made = ReturnType<typeof rowsOf>;

/** By step: makes what it is given, and gives what is measured. */
const STEPS: Readonly<Record<string, (made: Made, out: string) => () => unknown>> = {
  features:
    ({ logits, labels }) =>
    () =>
      mia.extractFeatures(logits, labels),
  "data frame": (made) => {
    const columns = columnsOf(made);
    return () => mia.frame({ id: made.ids, ...columns });
  },
  describe: (made) => {
    const frame = frameOf(made);
    return () => mia.describeColumns(frame, namesOf(frame));
  },
  "columns of a frame": (made) => {
    const frame = frameOf(made);
    return () => mia.matrixOf(frame, namesOf(frame));
  },
  "AUC, TPR, intervals":
    ({ membership, scores }) =>
    () =>
      mia.readOff(membership, scores, { seed: 42 }),
  folds:
    ({ membership }) =>
    () =>
      mia.foldsOf(membership, 42),
  "operating points": ({ membership, scores }) => {
    const folds = mia.foldsOf(membership, 42);
    return () => mia.operatingPoints(membership, scores, { seed: 42, folds, model: "RF" });
  },
  records:
    ({ ids, membership, scores }) =>
    () =>
      mia.recordsOf({
        public: { ids, membership },
        private: { ids, membership: null },
        outOfFold: { RF: scores },
        privateScores: { RF: scores },
        chosen: "RF",
      }),
  "writing CSV": (made, out) => {
    const columns = columnsOf(made);
    return () => writeCsv(path.join(out, "predictors.csv"), { id: made.ids, ...columns });
  },
  "reading CSV": (_, out) => () => readCsv(path.join(out, "predictors.csv")).numbers("phi"),
  "writing NPY":
    ({ logits }, out) =>
    () =>
      writeNpy(path.join(out, "logits.npy"), {
        data: logits.data,
        shape: [logits.rows, CLASSES],
      }),
  "reading NPY": (_, out) => () => readNpy(path.join(out, "logits.npy")),
};

const columnsOf = ({ logits, labels }: Made) => mia.extractFeatures(logits, labels).columns;
const frameOf = (made: Made) => mia.frame({ id: made.ids, ...columnsOf(made) });
const namesOf = (frame: mia.DataFrame) => frame.columns.filter((name) => name !== "id");

async function measure(step: string, rows: number, out: string): Promise<void> {
  const work = STEPS[step](rowsOf(rows), out);
  const clock = new StageClock<string>();
  const before = process.cpuUsage();
  await clock.time(step, work);
  const { user, system } = process.cpuUsage(before);
  const [seconds, peak] = [clock.seconds[step] ?? 0, clock.peaks[step] ?? 0];
  const cells = [step, rows, seconds.toFixed(2), ((user + system) / 1e6).toFixed(2)];
  console.log(`| ${[...cells, Math.round(peak)].join(" | ")} |`);
}

async function main(): Promise<void> {
  const [rows, out, ...steps] = process.argv.slice(2);
  if (steps.length === 1) return measure(steps[0], Number(rows), out);
  const program = [path.join(repositoryRoot(), "lib", "run.cjs"), __filename, rows, out];
  for (const step of steps.length > 0 ? steps : Object.keys(STEPS)) {
    spawnSync(process.execPath, [...program, step], { stdio: "inherit" });
  }
}

void main();
