// Prints what attacks reach on targets that make.ts made, and what each group of predictors adds:
//   node lib/run.cjs test/bench/targets/table.ts [--groups] TARGET...
// Attacks learn from the public rows and are judged on the private ones by their answers. References lie in
// TARGET/references (npm run references), and TARGET/references/seconds.txt has the seconds of processor that one
// model took. What was passed through the network is kept in TARGET/kept.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compared, pairedGain } from "../../../lib/audit/outcome";
import { attackModels, choiceParameters, fitChosen } from "../../../lib/ensemble";
import { publishedFeatures } from "../../../lib/features";
import { type BothSets, type Observed, Observer } from "../../../lib/features/observer";
import {
  fitPredictors,
  type PredictorGroup,
  predictorGroups,
  USUAL_GROUPS,
  viewsNeeded,
} from "../../../lib/features/predictors";
import { readAnswers, readCheckpoint } from "../../../lib/files";
import { sha256 } from "../../../lib/files/outputs";
import { openTarget, resolveReading } from "../../../lib/inference";
import { firstPairs, phiOf, type ReferenceOutputs, referenceScores } from "../../../lib/lira";
import type { Estimate } from "../../../lib/metrics";
import { describeNetwork } from "../../../lib/network";
import { column, fromColumns, type Matrix } from "../../../lib/numeric/arrays";

const seed = 42;
const OWN = predictorGroups(USUAL_GROUPS);
const REFERRING = predictorGroups(["references", "flippedReferences"]);

interface Seen {
  readonly sets: BothSets<Observed>;
  readonly membership: Uint8Array;
  readonly answers: Uint8Array;
  /** Of the target, and of one reference model. */
  readonly minutes: number | null;
}

async function observe(folder: string): Promise<Seen> {
  const inFolder = (name: string) => path.join(folder, name);
  const modelPath = inFolder("model.safetensors");
  const files = {
    model: modelPath,
    public: inFolder("public.npz"),
    private: inFolder("private.npz"),
  };
  const reading = resolveReading({ modelPath });
  const datasets = {
    public: reading.dataset(files.public),
    private: reading.dataset(files.private),
  };
  const checkpoint = readCheckpoint(modelPath);
  const network = describeNetwork(checkpoint);
  const how = { stem: "auto", engine: "auto" } as const;
  const target = await openTarget(network, {
    ...how,
    checkpoint,
    modelPath,
    mean: null,
    std: null,
    reading,
  });
  const kept = inFolder("kept");
  mkdirSync(kept, { recursive: true });
  const hashes = Object.fromEntries(
    Object.entries(files).map(([role, file]) => [role, sha256(file)]),
  );
  const references = existsSync(inFolder("references/references.json"))
    ? inFolder("references")
    : null;
  const observer = new Observer({ folder: kept, hashes }, { network, target, ...how, references });
  const plain = await observer.plain(datasets);
  const viewed = await observer.views(
    plain,
    viewsNeeded(OWN).filter((view) => view !== "plain"),
  );
  const sets = await observer.references(await observer.gradients(viewed));
  const { membership } = datasets.public;
  if (membership === null) throw new Error(`${files.public}: no membership`);
  const answers = readAnswers(inFolder("answers.csv"), datasets.private.ids);
  const timed = inFolder("references/seconds.txt");
  const minutes = existsSync(timed) ? Number(readFileSync(timed, "utf8")) / 60 : null;
  return {
    sets,
    membership: Uint8Array.from(membership),
    answers: Uint8Array.from(answers),
    minutes,
  };
}

/** One list of both sets' rows, public ones first. */
function together({ public: one, private: other }: BothSets<Observed>, pairs: number) {
  const references = [one, other].map((set) =>
    firstPairs(set.references as ReferenceOutputs, pairs),
  );
  const { models, classes } = references[0];
  const rows = one.rows + other.rows;
  const stacked = <A extends Float32Array | Uint8Array>(out: A, parts: A[], width: number): A => {
    for (let model = 0; model < models; model++) {
      let to = model * rows * width;
      for (const [i, part] of parts.entries()) {
        const size = [one, other][i].rows * width;
        out.set(part.subarray(model * size, (model + 1) * size), to);
        to += size;
      }
    }
    return out;
  };
  const views = [...references[0].logits.keys()].map((view) => {
    const parts = references.map(({ logits }) => logits.get(view) as Float32Array);
    return [view, stacked(new Float32Array(models * rows * classes), parts, classes)] as const;
  });
  const trained = references.map(({ trainedOn }) => trainedOn);
  const data = new Float32Array(rows * classes);
  data.set(one.logits.data);
  data.set(other.logits.data, one.logits.data.length);
  return {
    labels: Int32Array.from({ length: rows }, (_, row) =>
      row < one.rows ? one.labels[row] : other.labels[row - one.rows],
    ),
    logits: { data, rows, classes },
    references: {
      ...{ models, rows, classes, logits: new Map(views) },
      trainedOn: stacked(new Uint8Array(models * rows), trained, 1),
    },
  };
}

/** Scores of the private rows by reference models alone; strangers are the public non-members. */
function alone({ sets, membership }: Seen, pairs: number): Record<string, Float64Array> {
  const strangers = Int32Array.from(membership.keys()).filter((row) => membership[row] === 0);
  const scores = referenceScores(together(sets, pairs), strangers);
  return Object.fromEntries(
    Object.entries(scores).map(([name, all]) => [name, all.subarray(sets.public.rows)]),
  );
}

const withPairs = (sets: BothSets<Observed>, pairs: number): BothSets<Observed> => {
  const cut = (set: Observed) => ({
    ...set,
    references: firstPairs(set.references as ReferenceOutputs, pairs),
  });
  return { public: cut(sets.public), private: cut(sets.private) };
};

/** Boosting taught on all public rows. */
async function learned(groups: readonly PredictorGroup[], sets: BothSets<Observed>, y: Uint8Array) {
  const rows = Int32Array.from(y.keys());
  const fitted = fitPredictors(groups, sets.public, rows);
  return boosted(fitted.transform(sets.public), y, fitted.transform(sets.private));
}

async function boosted(X: Matrix, y: Uint8Array, other: Matrix): Promise<Float64Array> {
  const { boosting } = attackModels(seed).strongest;
  const parameters = choiceParameters("attack", { estimators: { boosting } });
  return (await fitChosen("boosting", { ...parameters, n_jobs: 1 }, X, y)).predictProba(other);
}

const digits = ({ value, low, high }: Estimate) => {
  const [one, from, to] = [value, low ?? Number.NaN, high ?? Number.NaN].map((x) =>
    x.toFixed(3).replace(/^(-?)0/, "$1"),
  );
  return `${one} [${from}, ${to}]`;
};

function attackLine(
  target: string,
  attack: string,
  pairs: number,
  seen: Seen,
  scores: Float64Array,
) {
  const read = compared(seen.answers, scores, null, { seed });
  const minutes =
    pairs === 0 ? "0" : seen.minutes === null ? "" : (2 * pairs * seen.minutes).toFixed(1);
  const cells = [read.AUC, read["TPR@5%"], read["TPR@1%"]].map((found) =>
    digits(found as Estimate),
  );
  console.log(`| ${[target, attack, pairs || "none", ...cells, minutes].join(" | ")} |`);
}

async function attacks(target: string, seen: Seen): Promise<void> {
  const { sets, membership } = seen;
  attackLine(
    target,
    "true logit's margin",
    0,
    seen,
    phiOf(sets.private.logits, sets.private.labels),
  );
  const published = (set: Observed) =>
    fromColumns(Object.values(publishedFeatures(set.logits, set.labels).columns));
  const forest = { RF: attackModels(seed).published.RF };
  const asPublished = await fitChosen(
    "RF",
    { ...choiceParameters("attack", { estimators: forest }), n_jobs: 1 },
    published(sets.public),
    membership,
  );
  attackLine(
    target,
    "published forest",
    0,
    seen,
    asPublished.predictProba(published(sets.private)),
  );
  attackLine(target, "boosting, all groups", 0, seen, await learned(OWN, sets, membership));
  const models = sets.public.references?.models ?? 0;
  for (const pairs of [1, 2, 4].filter((count) => 2 * count <= models)) {
    for (const [name, scores] of Object.entries(alone(seen, pairs))) {
      attackLine(target, name, pairs, seen, scores);
    }
    const all = [...OWN, ...REFERRING];
    const scores = await learned(all, withPairs(sets, pairs), membership);
    attackLine(target, "boosting, all groups and references", pairs, seen, scores);
  }
}

async function gains(target: string, { sets, membership, answers }: Seen): Promise<void> {
  const pairs = Math.min(2, (sets.public.references?.models ?? 0) / 2);
  const seen = pairs > 0 ? withPairs(sets, pairs) : sets;
  const all = [...OWN, ...(pairs > 0 ? REFERRING : [])];
  const rows = Int32Array.from(membership.keys());
  const columns = all.map((group) => {
    const fitted = fitPredictors([group], seen.public, rows);
    return [fitted.transform(seen.public), fitted.transform(seen.private)] as const;
  });
  const scored = (kept: readonly number[]) =>
    boosted(
      beside(kept.map((g) => columns[g][0])),
      membership,
      beside(kept.map((g) => columns[g][1])),
    );
  const everything = await scored([...all.keys()]);
  const base = await scored([0]);
  for (const [g, { name }] of all.entries()) {
    if (g === 0) continue;
    const added = pairedGain(answers, await scored([0, g]), base, { seed });
    const others = [...all.keys()].filter((other) => other !== g);
    const missed = pairedGain(answers, everything, await scored(others), { seed });
    const cells = [added, missed].flatMap((found) => [found["AUC gained"], found["TPR@5% gained"]]);
    console.log(
      `| ${[target, name, ...cells.map((cell) => digits(cell as Estimate))].join(" | ")} |`,
    );
  }
}

function beside(parts: readonly Matrix[]): Matrix {
  return fromColumns(
    parts.flatMap((part) => Array.from({ length: part.cols }, (_, j) => column(part, j))),
  );
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const isOfGroups = words[0] === "--groups";
  const interval = "(95 %)";
  console.log(
    isOfGroups
      ? `| target | group | AUC added to plain ${interval} | TPR@5% added | AUC missed without it | TPR@5% missed |\n|---|---|---|---|---|---|`
      : `| target | attack | pairs | AUC ${interval} | TPR@5% | TPR@1% | minutes |\n|---|---|---|---|---|---|---|`,
  );
  for (const folder of isOfGroups ? words.slice(1) : words) {
    const seen = await observe(folder);
    await (isOfGroups ? gains : attacks)(path.basename(folder), seen);
  }
}

void main();
