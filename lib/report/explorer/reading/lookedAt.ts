import path from "node:path";
import { InputError } from "../../../files";
import { phiOf } from "../../../lira";
import type { ExplorerColumn } from "../explorerRun";
import type { Points } from "../neighbours/tree";
import type { RowCounts } from "./bothTables";
import { type StoredOutputs, storedOutputs, storedViews } from "./outputs";

/** What the network said of a run's rows. */
export interface LookedAt {
  /** The classes that it tells apart; 0 where the run has left no logits. */
  readonly classes: number;
  /** What it says, -1 = unknown. */
  readonly predicted: Int16Array;
  /** phi of the true class by view, "plain" first. */
  readonly views: readonly ExplorerColumn[];
  /** What rows are near each other by: the activations before the last layer where the run kept them. */
  readonly points: {
    readonly of: readonly [Points, Points | null];
    readonly measure: string;
  } | null;
  /** SHA-256 of what was read, by the files' names. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Numbers that are compared in a few seconds. */
const mostCompared = 2e9;

/**
 * Reads what a run has kept of the network's outputs.
 *
 * @param labels the class of each row, the public ones first
 * @throws InputError naming an array that is damaged or of other rows, or the table whose label is
 *   no class of the logits
 * @example
 * lookedAt("out/Best_Attack", labels, counts).views.map(({ name }) => name); // "plain", "blur", ...
 */
export function lookedAt(folder: string, labels: Int16Array, counts: RowCounts): LookedAt {
  const rows = counts.public + counts.private;
  const mostActivations = mostCompared / (rows * counts.public);
  const predicted = new Int16Array(rows).fill(-1);
  const hashes: Record<string, string> = {};
  const phi = new Map<string, Float32Array>([["plain", new Float32Array(rows).fill(Number.NaN)]]);
  const logits: StoredOutputs[] = [];
  const activations: (StoredOutputs | null)[] = [];
  for (const set of ["public", "private"] as const) {
    const name = `logits_${set}.npy`;
    const plain = storedOutputs(path.join(folder, name), counts[set]);
    if (plain === null) continue;
    hashes[name] = plain.sha256;
    const start = set === "public" ? 0 : counts.public;
    const own = labels.subarray(start, start + counts[set]);
    requireClasses(path.join(folder, `predictors_${set}.csv`), own, plain.columns);
    predicted.set(answersOf(plain), start);
    const stored = storedViews(folder, set, plain, mostActivations);
    for (const [view, outputs] of [["plain", plain] as const, ...stored.views]) {
      const values = phi.get(view) ?? new Float32Array(rows).fill(Number.NaN);
      const { data, columns } = outputs;
      values.set(phiOf({ data, rows: counts[set], classes: columns }, Int32Array.from(own)), start);
      phi.set(view, values);
    }
    logits.push(plain);
    activations.push(stored.activations);
  }
  return {
    classes: logits[0]?.columns ?? 0,
    predicted,
    views: logits.length === 0 ? [] : [...phi].map(([name, values]) => ({ name, values })),
    points: logits.length === 2 ? pointsOf(logits, activations, mostActivations) : null,
    hashes,
  };
}

function requireClasses(file: string, labels: Int16Array, classes: number): void {
  const row = labels.findIndex((label) => label < 0 || label >= classes);
  if (row < 0) return;
  throw new InputError(
    file,
    `label ${labels[row]} in row ${row}`,
    `0 to ${classes - 1}, as the logits have classes`,
  );
}

function answersOf({ data, rows, columns }: StoredOutputs): Int16Array {
  return Int16Array.from({ length: rows }, (_, row) => {
    let best = row * columns;
    for (let at = best + 1; at < (row + 1) * columns; at++) if (data[at] > data[best]) best = at;
    return best - row * columns;
  });
}

function pointsOf(
  logits: readonly StoredOutputs[],
  activations: readonly (StoredOutputs | null)[],
  mostActivations: number,
): LookedAt["points"] {
  const [first, second] = activations;
  if (first && second && first.columns === second.columns && first.columns <= mostActivations) {
    return {
      of: [pointsIn(first), pointsIn(second)],
      measure: "distance of the activations before the last layer",
    };
  }
  if (logits[0].columns !== logits[1].columns) return null;
  return { of: [pointsIn(logits[0]), pointsIn(logits[1])], measure: "distance of the logits" };
}

function pointsIn({ data, columns }: StoredOutputs): Points {
  return { data, size: columns };
}
