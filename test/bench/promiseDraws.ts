import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { foldsOf, HIDDEN, splitsOf } from "../../lib/audit/crossfit";
import { type Recipe, recipeTask } from "../../lib/audit/crossfit/recipeTask";
import { extractFeatures, type PredictorColumns, publishedFeatures } from "../../lib/features";
import { readAnswers, readCsv } from "../../lib/files";
import { readNpy, writeJson } from "../../lib/files/outputs";
import { take } from "../../lib/numeric/arrays";
import { MT19937, permutation } from "../../lib/numeric/random";
import { runTask } from "../../lib/numeric/workers";

/** The models that are drawn for: those that take no minute. */
export const MODELS = ["RF", "LightGBM"] as const;

/** Either recipe. */
export const RECIPES = ["published", "corrected"] as const;

/** Rows with known membership, to be dealt into a public and a private half. */
export interface PromiseRows {
  readonly membership: Uint8Array;
  readonly columns: Readonly<Record<Recipe, PredictorColumns>>;
}

/** One draw: what the cross-fitted report judged, and what the final attack said of the private half. */
export interface Draw {
  readonly publicMembership: number[];
  readonly folds: number[];
  readonly privateMembership: number[];
  /** By RECIPE MODEL: scores of the public half, out of fold, and of the private half, by all of it. */
  readonly scores: Readonly<
    Record<string, { readonly judged: number[]; readonly found: number[] }>
  >;
}

/**
 * The rows of a run of A1_12_Ensemble.
 *
 * @param folder its outDir
 * @param answers a file of the private rows' membership, to draw from those as well
 */
export function promiseRows(folder: string, answers?: string): PromiseRows {
  const parts = answers === undefined ? (["public"] as const) : (["public", "private"] as const);
  const read = parts.map((part) => {
    const table = readCsv(path.join(folder, `predictors_${part}.csv`));
    const { data, shape } = readNpy(path.join(folder, `logits_${part}.npy`));
    return {
      labels: table.numbers("label"),
      membership:
        part === "private" && answers !== undefined
          ? readAnswers(answers, table.texts("id"))
          : table.numbers("membership"),
      data,
      classes: shape[1],
    };
  });
  const labels = Int32Array.from(read.flatMap((part) => [...part.labels]));
  const data = Float32Array.from(read.flatMap((part) => [...part.data]));
  const logits = { data, rows: labels.length, classes: read[0].classes };
  return {
    membership: Uint8Array.from(read.flatMap((part) => [...part.membership])),
    columns: {
      published: publishedFeatures(logits, labels).columns,
      corrected: extractFeatures(logits, labels).columns,
    },
  };
}

/** The draw of a seed, from `file` where it has been made before, else computed and kept there. */
export async function drawn(rows: PromiseRows, seed: number, file: string): Promise<Draw> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const draw = await makeDraw(rows, seed);
  writeJson(file, draw);
  return draw;
}

async function makeDraw({ membership, columns }: PromiseRows, seed: number): Promise<Draw> {
  const [own, other] = halves(membership, seed);
  const known = take(membership, own);
  const folds = foldsOf(known, seed);
  const everywhere = (rows: Int32Array) => Int32Array.from(rows, (row) => own[row]);
  const taughtOnly = (taught: Int32Array) => {
    const seen = new Uint8Array(membership.length).fill(HIDDEN);
    for (const row of taught) seen[row] = membership[row];
    return seen;
  };
  const outOfFold = splitsOf(known, folds, "none").map(({ taught, judged }) => {
    return { taught: everywhere(taught), judged: everywhere(judged) };
  });
  const splits = [...outOfFold, { taught: own, judged: other }].map((split) => {
    return { ...split, membership: taughtOnly(split.taught) };
  });
  const scores: [string, { judged: number[]; found: number[] }][] = [];
  for (const recipe of RECIPES) {
    for (const model of MODELS) {
      const fits = splits.map((split) => {
        return { recipe, model, columns: columns[recipe], split, seed: 42 };
      });
      const results = await runTask(recipeTask, fits, { workers: 1 });
      const all = new Float64Array(membership.length);
      splits.forEach(({ judged }, i) => {
        judged.forEach((row, place) => {
          all[row] = results[i][place];
        });
      });
      const [judged, found] = [[...take(all, own)], [...take(all, other)]];
      scores.push([`${recipe} ${model}`, { judged, found }]);
    }
  }
  return {
    publicMembership: [...known],
    folds: [...folds],
    privateMembership: [...take(membership, other)],
    scores: Object.fromEntries(scores),
  };
}

/** Numbers of the rows of two halves, each ascending, with as many members as each other. */
function halves(membership: Uint8Array, seed: number): [Int32Array, Int32Array] {
  const rng = new MT19937(seed);
  const drawn: [number[], number[]] = [[], []];
  for (const member of [0, 1]) {
    const rows = Int32Array.from(membership.keys()).filter((row) => membership[row] === member);
    const order = permutation(rows.length, rng);
    order.forEach((place, i) => {
      drawn[i < rows.length / 2 ? 0 : 1].push(rows[place]);
    });
  }
  return [Int32Array.from(drawn[0]).sort(), Int32Array.from(drawn[1]).sort()];
}
