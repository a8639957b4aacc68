// Prints what nested sets of looks reach and what they take, each beside all of them, as cross-fitted, and what each step
// from one to the next gains for its passes:
//   node lib/run.cjs test/bench/views.ts RUN MODEL PUBLIC KEPT SECONDS [SET,... [rows | fit | rest [OTHER]]]
// RUN is what a run of Best_Attack left with `-p views '"all"'`, MODEL and PUBLIC are its inputs, SECONDS those of one pass
// over all of its images, public and private. A set is how many views, in the settled order, and "+gradients" or nothing.
// Every set's candidates are fitted without each fold in turn, networks with one seed, and vote; with "fit", on the sealed
// report's fit rows alone; with "rest", they are fitted on these once and judged on all others. Each fold's scores are kept
// in the folder KEPT, so that a run that was stopped goes on there. With OTHER, the folder KEPT of another run on the same
// rows (its views in another precision, say), each set is also paired with the same set there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { foldsOf } from "../../lib/audit/crossfit";
import { GRADIENTS, LOOKS, passesOf } from "../../lib/audit/looks/order";
import { withLooks } from "../../lib/audit/looks/within";
import { compared, pairedGain } from "../../lib/audit/outcome";
import { splitPublicRows } from "../../lib/audit/protocol";
import { attackModels, probabilitiesOfSplits } from "../../lib/ensemble";
import { meanInLogOdds } from "../../lib/ensemble/stacking/logOdds";
import { type AuditSet, chosenGroups, foldPredictors } from "../../lib/features/predictors";
import { readCheckpoint, readDataset } from "../../lib/files";
import { readNpy } from "../../lib/files/outputs";
import { bounds, type Estimate } from "../../lib/metrics";
import { describeNetwork } from "../../lib/network";
import { take } from "../../lib/numeric/arrays";
import { gradientNames } from "../../lib/training/gradients/gradientPass";

const [run, model, file, kept, passSeconds, sets, part = "rows", other] = process.argv.slice(2);
const [seed, ALL] = [42, "all+gradients"];
const wanted = sets?.split(",") ?? ["0", "4", "8", "8+gradients", "16+gradients", ALL];
const VIEWS = LOOKS.filter((look) => look !== GRADIENTS);
const able = chosenGroups({ predictors: null, views: "all", references: null });
const { networks, ...others } = attackModels(seed).strongest;
const SPECS = Object.values({ ...others, networks: { ...networks, seeds: 1 } });

interface Reached {
  readonly columns: number;
  /** Of the processor, for columns and fits. */
  readonly seconds: number;
  /** Of the fold's rows, or of all. */
  readonly scores: ArrayLike<number>;
}

interface Shared {
  readonly set: ReturnType<typeof setOf>;
  /** Those that are fitted on. */
  readonly rows: Int32Array;
  readonly folds: Int32Array;
}

/** The looks of a set: "8", "8+gradients", "all+gradients". */
function looksOf(name: string): string[] {
  const [count, gradients] = name.split("+");
  const views = count === "all" ? VIEWS : VIEWS.slice(0, Number(count));
  return gradients ? [...views, gradients] : [...views];
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

function storedIn(folder: string, name: string, number: number): string {
  return path.join(folder, `${part}.${name}.${number}.json`);
}

/** The candidates' vote for a fold's rows, fitted without them; found again where a run before has kept it. */
async function fold(name: string, number: number, { set, rows, folds }: Shared): Promise<Reached> {
  const stored = storedIn(kept, name, number);
  if (existsSync(stored)) return JSON.parse(readFileSync(stored, "utf8"));
  const start = process.cpuUsage();
  const { asked } = withLooks(able, looksOf(name));
  const fitRows = rows.filter((row) => folds[row] !== number);
  const scoreRows = rows.filter((row) => folds[row] === number);
  const X = foldPredictors(asked.groups, set)(fitRows, set.membership);
  const split = { X, y: set.membership, fitRows, scoreRows };
  const [found] = await probabilitiesOfSplits(SPECS, [() => split], { n_jobs: -1 });
  const { user, system } = process.cpuUsage(start);
  const scores = [...meanInLogOdds(found)];
  const reached = { columns: X.cols, seconds: (user + system) / 1e6, scores };
  mkdirSync(kept, { recursive: true });
  writeFileSync(stored, JSON.stringify(reached));
  return reached;
}

/** Rows to fit on in fold 0, which is never judged, the others in fold 1. */
function outside(fit: Int32Array, every: Int32Array): Int32Array {
  const fitted = new Set(fit);
  return every.map((row) => (fitted.has(row) ? 0 : 1));
}

/** The same for all folds: a score for each row of the set, 0 where it is not judged. */
async function reachedBy(
  name: string,
  shared: Shared,
  ofFold = (number: number) => fold(name, number, shared),
): Promise<Reached & { readonly scores: Float64Array }> {
  const { rows, folds } = shared;
  const scores = new Float64Array(folds.length);
  let [columns, seconds] = [0, 0];
  for (const number of [...new Set(folds)].filter((fold) => fold > 0).sort()) {
    const reached = await ofFold(number);
    const scoreRows = rows.filter((row) => folds[row] === number);
    scoreRows.forEach((row, i) => {
      scores[row] = reached.scores[i];
    });
    columns = reached.columns;
    seconds += reached.seconds;
  }
  return { columns, seconds, scores };
}

function spoken(estimate: Estimate): string {
  const ends = bounds(estimate);
  const interval = ends ? ` [${ends[0].toFixed(4)}, ${ends[1].toFixed(4)}]` : "";
  return `${estimate.value.toFixed(4)}${interval}`;
}

/** Pairs of sets of which the second has all looks of the first, and no set of the table lies between them. */
function steps(): [string, string][] {
  const has = (more: string, less: string) =>
    more !== less && looksOf(less).every((look) => looksOf(more).includes(look));
  return wanted.flatMap((less) =>
    wanted
      .filter((more) => has(more, less))
      .filter((more) => !wanted.some((middle) => has(more, middle) && has(middle, less)))
      .map((more): [string, string] => [less, more]),
  );
}

function secondsOf(looks: readonly string[]): number {
  return Number(passSeconds) * looks.reduce((sum, look) => sum + passesOf(look), 0);
}

function printTable(head: readonly string[]): void {
  console.log(`| ${head.join(" | ")} |\n|${" --- |".repeat(head.length)}`);
}

/** Each set here and in the folder of another run. */
async function printBesideOther(
  shared: Shared,
  judge: (here: Float64Array, there: Float64Array) => ReturnType<typeof compared>,
): Promise<void> {
  printTable(["looks", "AUC there", "here", "here less there", "TPR there", "here", "less there"]);
  for (const name of wanted) {
    const stored = async (number: number): Promise<Reached> =>
      JSON.parse(readFileSync(storedIn(other, name, number), "utf8"));
    const [{ scores: there }, { scores: here }] = [
      await reachedBy(name, shared, stored),
      await reachedBy(name, shared),
    ];
    const [alone, paired] = [judge(there, there), judge(here, there)];
    const figures = (["AUC", "TPR@5%"] as const).flatMap((figure) => {
      const gained = paired[`${figure} gained`];
      const values = [alone, paired].map((read) => read[figure].value.toFixed(4));
      return [...values, gained ? spoken(gained) : ""];
    });
    console.log(`| ${[name, ...figures].join(" | ")} |`);
  }
}

async function main(): Promise<void> {
  const set = setOf();
  const ofAll = foldsOf(set.membership, seed);
  const every = Int32Array.from(set.membership.keys());
  const { fit } = splitPublicRows(set.membership, seed);
  const rows = part === "fit" ? fit : every;
  const shared = { set, rows, folds: part === "rest" ? outside(fit, every) : ofAll };
  const judged = rows.filter((row) => shared.folds[row] > 0);
  const membership = take(set.membership, judged);
  const options = { seed, folds: part === "rest" ? undefined : take(ofAll, judged) };
  const scoresOf = async (name: string) => take((await reachedBy(name, shared)).scores, judged);
  const best = await scoresOf(ALL);
  printTable([
    "looks",
    "s of passes",
    "columns",
    "s of fits",
    "AUC",
    "TPR",
    "less all",
    "TPR less",
  ]);
  for (const name of wanted) {
    const { columns, seconds } = await reachedBy(name, shared);
    const read = compared(membership, await scoresOf(name), best, options);
    const less = [read["AUC gained"], read["TPR@5% gained"]].map((gain) =>
      name === ALL || !gain ? "" : spoken(gain),
    );
    const passes = secondsOf(["plain", ...looksOf(name)]).toFixed(0);
    const figures = [spoken(read.AUC), spoken(read["TPR@5%"])];
    console.log(
      `| ${[name, passes, columns, seconds.toFixed(0), ...figures, ...less].join(" | ")} |`,
    );
  }
  console.log("");
  printTable(["from", "to", "s of passes", "AUC gained", "gained by 100 s"]);
  for (const [less, more] of steps()) {
    const [from, to] = [await scoresOf(less), await scoresOf(more)];
    const gained = pairedGain(membership, to, from, options)["AUC gained"];
    const seconds = secondsOf(looksOf(more)) - secondsOf(looksOf(less));
    const each = ((100 * gained.value) / seconds).toFixed(4);
    console.log(`| ${[less, more, seconds.toFixed(0), spoken(gained), each].join(" | ")} |`);
  }
  if (other === undefined) return;
  console.log("");
  await printBesideOther(shared, (here, there) =>
    compared(membership, take(here, judged), take(there, judged), options),
  );
}

main();
