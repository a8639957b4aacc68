import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CrossFitted, foldsOf, splitsOf } from "../../lib/audit/crossfit";
import { ScoreTable } from "../../lib/audit/outcome";
import { PUBLISHED_STATISTICS } from "../../lib/features/published";
import { sha256, sha256Of, writeCsv, writeJson, writeNpy } from "../../lib/files/outputs";
import { delongAuc } from "../../lib/metrics";
import { take } from "../../lib/numeric/arrays";
import { MT19937, permutation } from "../../lib/numeric/random";
import { zip } from "../files/build";

/** What a synthetic run is like. */
export interface SyntheticRun {
  /** Of all that is drawn, and the run's own. */
  readonly seed: number;
  readonly rows: number;
  readonly privateRows: number;
  readonly models: readonly string[];
  /** Share of members among all rows. */
  readonly members: number;
  /** Whether the run knew the private membership. */
  readonly answers: boolean;
  /** Whether all public rows judge as well, in five folds. */
  readonly crossFitted?: boolean;
}

/**
 * Writes all artefacts that a run of A1_12_Ensemble leaves for its figures, of scores that are drawn
 * and tell members a little, and beside them the public images.
 *
 * @returns the file of the public images
 */
export function writeSyntheticRun(folder: string, options: SyntheticRun): string {
  const { seed, rows, privateRows, models, members, answers } = options;
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => path.join(folder, name);
  const random = new MT19937(seed);
  const drawn = (n: number) => Float64Array.from({ length: n }, () => random.double());
  const knownOf = (n: number) => Uint8Array.from(drawn(n), (at) => (at < members ? 1 : 0));
  const [membership, privateMembership] = [knownOf(rows), knownOf(privateRows)];
  const scoresOf = (known: Uint8Array) =>
    drawn(known.length).map((at, row) => 0.1 + 0.6 * at + 0.2 * known[row]);
  const order = permutation(rows, random);
  const cut = [Math.round(0.6 * rows), Math.round(0.8 * rows)];
  const ascending = (part: Int32Array) => part.slice().sort();
  const fit = ascending(order.subarray(0, cut[0]));
  const calibrate = ascending(order.subarray(cut[0], cut[1]));
  const report = ascending(order.subarray(cut[1]));
  const seen = ascending(order.subarray(0, cut[1]));
  const validation = ascending(order.subarray(cut[0] - 7, cut[1] + 5));
  const train = Int32Array.from(order.keys()).filter((row) => !validation.includes(row));
  const ids = Int32Array.from({ length: rows }, (_, row) => 1000 * seed + row);
  const privateIds = Array.from({ length: privateRows }, (_, row) => 100_000 + row);
  const folds = options.crossFitted ? foldsOf(membership, seed) : undefined;
  const table = new ScoreTable(
    { ids: [...ids], membership },
    { ids: privateIds, membership: answers ? privateMembership : null },
    {
      published: { parts: { train, validation }, judges: "validation" },
      heldout: { parts: { seen, report }, judges: "report", folds },
      corrected: { parts: { fit, calibrate, report }, judges: "report", folds },
    },
  );
  const coarse = (scores: Float64Array) => scores.map((score) => Math.round(8 * score) / 8);
  for (const model of models) {
    for (const protocol of ["published", "corrected"]) {
      const raw = [membership, privateMembership].map(scoresOf);
      table.add({ model, protocol, stage: "raw" }, raw);
      table.add({ model, protocol, stage: "calibrated" }, raw.map(coarse));
    }
    const heldout = take(scoresOf(membership), report);
    table.addOn(report, { model, protocol: "heldout", stage: "raw" }, heldout);
    for (const protocol of folds ? ["heldout", "corrected"] : []) {
      const judged = new CrossFitted(protocol, folds ?? new Int32Array());
      const scores = scoresOf(membership);
      for (const split of splitsOf(membership, judged.folds, "none")) {
        judged.record(split, { scores: take(scores, split.judged) });
      }
      table.addJudged({ model, protocol, stage: "crossfitted" }, judged, "scores");
    }
  }
  writeCsv(file("scores_public.csv"), table.publicColumns);
  writeCsv(file("scores_private.csv"), table.privateColumns);
  const labels = Int32Array.from(ids.keys(), (row) => row % 4);
  const statistics = [...PUBLISHED_STATISTICS.map(({ name }) => name), "lira_score", "phi"];
  writeCsv(file("predictors_public.csv"), {
    id: [...ids],
    label: [...labels],
    membership,
    prob_0: drawn(rows),
    prob_1: drawn(rows),
    ...Object.fromEntries(statistics.map((name) => [name, scoresOf(membership)])),
  });
  const estimate = () => {
    const [value, half] = [0.05 * random.double(), 0.03 * random.double()];
    return { value, low: value - half, high: value + half };
  };
  const fall = (name: string) => ({ name, auc: estimate(), tpr: estimate() });
  const unmeasured = {
    name: "constant",
    auc: estimate(),
    tpr: { value: 0, low: null, high: null },
  };
  writeJson(file("importance.json"), {
    ...{ model: models[0], protocol: "corrected", part: "report", n: report.length },
    importance: [...statistics.slice(0, 3).map(fall), unmeasured],
  });
  const auc = delongAuc(membership, drawn(rows));
  const verdict = { differ: false, verdict: "no difference in source found" };
  writeJson(file("blind.json"), { n: rows, auc, ...verdict });
  const publicPath = path.join(folder, "public.npz");
  writeNpz(publicPath, { ids, labels, size: 4, random });
  const artefacts = ["scores_public.csv", "predictors_public.csv", "scores_private.csv"];
  writeJson(file("metrics.json"), {
    rows: table.metricsRows({ seed }),
    seeds: { seed },
    engine: "onnx",
    stages: { reading: random.double(), inference: random.double() },
    versions: {},
    inputs: { public: { file: "public.npz", sha256: sha256(publicPath) } },
    artefacts: sha256Of(folder, [...artefacts, "importance.json", "blind.json"]),
  });
  return publicPath;
}

interface Pictured {
  readonly ids: Int32Array;
  readonly labels: Int32Array;
  readonly size: number;
  readonly random: MT19937;
}

function writeNpz(file: string, { ids, labels, size, random }: Pictured): void {
  const n = ids.length;
  const pixels = Float32Array.from({ length: n * size * size }, () => random.double());
  const arrays = {
    ids: { data: ids, shape: [n] },
    images: { data: pixels, shape: [n, 1, size, size] },
    labels: { data: labels, shape: [n] },
  };
  const entries = Object.entries(arrays).map(([name, array]) => {
    const alone = `${file}.${name}`;
    writeNpy(alone, array);
    const data = readFileSync(alone);
    rmSync(alone);
    return { name: `${name}.npy`, data };
  });
  writeFileSync(file, zip(entries));
}
