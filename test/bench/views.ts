// Prints what nested sets of looks reach and what they take, each beside all of them, as cross-fitted:
//   node lib/run.cjs test/bench/views.ts RUN MODEL PUBLIC KEPT SECONDS [SET,...]
// RUN is what a run of Best_Attack left with `-p views '"all"'`, MODEL and PUBLIC are its inputs, SECONDS those of one pass
// over all of its images, public and private. A set is how many views, in the settled order, and "+gradients" or nothing.
// Every set's candidates are fitted without each fold in turn, networks with one seed, and vote. Scores are kept in the
// folder KEPT, so that a run that was stopped goes on where it stopped.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { foldsOf } from "../../lib/audit/crossfit";
import { LOOKS } from "../../lib/audit/looks";
import { withLooks } from "../../lib/audit/looks/within";
import { compared } from "../../lib/audit/outcome";
import { attackModels, probabilitiesOfSplits } from "../../lib/ensemble";
import { meanInLogOdds } from "../../lib/ensemble/stacking/logOdds";
import { type AuditSet, chosenGroups, foldPredictors } from "../../lib/features/predictors";
import { readCheckpoint, readDataset } from "../../lib/files";
import { readNpy } from "../../lib/files/outputs";
import { bounds, type Estimate } from "../../lib/metrics";
import { describeNetwork } from "../../lib/network";
import { gradientNames } from "../../lib/training/gradients/gradientPass";

const [run, model, file, kept, passSeconds, sets] = process.argv.slice(2);
const [seed, all] = [42, "all+gradients"];
const wanted = sets?.split(",") ?? ["0", "4", "6", "8", "8+gradients", "12+gradients", all];
const VIEWS = LOOKS.filter((look) => look !== "gradients");
const able = chosenGroups({ predictors: null, views: "all", references: null });

interface Reached {
  readonly columns: number;
  /** Of the processor, for columns and fits of five folds. */
  readonly seconds: number;
  readonly scores: readonly number[];
}

function setOf(): AuditSet & { readonly membership: Uint8Array } {
  const { labels, membership, ids, images } = readDataset(file);
  if (membership === null) throw new RangeError(`${file}: found no membership`);
  const network = describeNetwork(readCheckpoint(model), { stem: "auto" });
  const array = (name: string) => {
    const stored = path.join(run, `${name}.npy`);
    const { data, shape } = readNpy(stored);
    return { data: data as Float32Array, rows: shape[0], columns: shape[1] };
  };
  const logits = (name: string) => {
    const { columns, ...of } = array(name);
    return { ...of, classes: columns };
  };
  const stem = (view: string) =>
    `logits_public_${view.replace(/[^\w.-]+/g, "_").replace(/_$/, "")}`;
  const { columns: size, ...embedding } = array("activations_public");
  const { data, rows } = array("gradients_public");
  return {
    ...{ rows: ids.length, labels, membership, logits: logits("logits_public") },
    views: new Map(VIEWS.map((view) => [view, logits(stem(view))])),
    embedding: { ...embedding, size },
    lastLayer: network.classifier ?? undefined,
    gradients: { names: gradientNames(network, images), rows, data },
  };
}

async function reachedBy(name: string, set: ReturnType<typeof setOf>): Promise<Reached> {
  const stored = path.join(kept, `${name}.json`);
  if (existsSync(stored)) return JSON.parse(readFileSync(stored, "utf8"));
  const [count, gradients] = name.split("+");
  const views = count === "all" ? VIEWS : VIEWS.slice(0, Number(count));
  const start = process.cpuUsage();
  const { asked } = withLooks(able, [...views, ...(gradients ? [gradients] : [])]);
  const columnsFor = foldPredictors(asked.groups, set);
  const folds = foldsOf(set.membership, seed);
  const { networks, ...others } = attackModels(seed).strongest;
  const specs = Object.values({ ...others, networks: { ...networks, seeds: 1 } });
  const scores = new Float64Array(set.rows);
  let columns = 0;
  for (const fold of new Set(folds)) {
    const fitRows = Int32Array.from(folds.keys()).filter((row) => folds[row] !== fold);
    const scoreRows = Int32Array.from(folds.keys()).filter((row) => folds[row] === fold);
    const X = columnsFor(fitRows, set.membership);
    columns = X.cols;
    const split = { X, y: set.membership, fitRows, scoreRows };
    const [found] = await probabilitiesOfSplits(specs, [() => split], { n_jobs: -1 });
    meanInLogOdds(found).forEach((score, i) => {
      scores[scoreRows[i]] = score;
    });
  }
  const { user, system } = process.cpuUsage(start);
  const reached = { columns, seconds: (user + system) / 1e6, scores: [...scores] };
  mkdirSync(kept, { recursive: true });
  writeFileSync(stored, JSON.stringify(reached));
  return reached;
}

function spoken(estimate: Estimate): string {
  const ends = bounds(estimate);
  const interval = ends ? ` [${ends[0].toFixed(4)}, ${ends[1].toFixed(4)}]` : "";
  return `${estimate.value.toFixed(4)}${interval}`;
}

async function main(): Promise<void> {
  const set = setOf();
  const folds = foldsOf(set.membership, seed);
  const best = await reachedBy(all, set);
  console.log(
    "| looks | passes' seconds | columns | fits' seconds | AUC | TPR | AUC less all | TPR less all |",
  );
  console.log(`|${" --- |".repeat(8)}`);
  for (const name of wanted) {
    const { columns, seconds, scores } = await reachedBy(name, set);
    const [count, gradients] = name.split("+");
    const passes = 1 + (count === "all" ? VIEWS.length : Number(count)) + (gradients ? 6.5 : 0);
    const options = { seed, folds };
    const own = Float64Array.from(scores);
    const read = compared(set.membership, own, Float64Array.from(best.scores), options);
    const gains = [read["AUC gained"], read["TPR@5% gained"]].map((gain) =>
      name === all || !gain ? "" : spoken(gain),
    );
    const times = [(passes * Number(passSeconds)).toFixed(0), columns, seconds.toFixed(0)];
    const figures = [spoken(read.AUC), spoken(read["TPR@5%"])];
    console.log(`| ${[name, ...times, ...figures, ...gains].join(" | ")} |`);
  }
}

main();
