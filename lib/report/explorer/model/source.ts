import type { PageRun } from "../pack/pageRun";
import { type Standing, standing } from "./shares";

/** A score by which rows are sorted, judged and compared: of the run at hand or of the other one. */
export interface Source extends Standing {
  readonly label: string;
  /** Whether it comes from the other run. */
  readonly isOther: boolean;
  /** Place of each row's score among those that occur, -1 = not scored. */
  readonly ranks: Int32Array;
  /** Every score that occurs, ascending. */
  readonly values: Float32Array;
  /** The score of each row, NaN = not scored. */
  readonly scores: Float32Array;
  readonly judges: Uint8Array;
  /** As the score's own run knows it. */
  readonly membership: Int8Array;
}

/**
 * All scores for the rows of a run: its own, then those of the other run by the rows' ids.
 *
 * @example
 * sourcesOf(run, other).map(({ label }) => label); // ["RF_corrected", "RF_corrected (Best_Attack)"]
 */
export function sourcesOf(run: PageRun, other: PageRun | null): Source[] {
  const own = run.attacks.map(({ name, ranks, values, judges }) => ({
    ...{ label: name, isOther: false, ranks, values, judges, membership: run.membership },
    ...{ scores: scoresOf(ranks, values), ...standing(ranks, run.publicRows) },
  }));
  if (other === null) return own;
  const rows = joined(run, other);
  const membership = taken(other.membership, rows);
  const theirs = other.attacks.map(({ name, values, ...attack }) => {
    const ranks = taken(attack.ranks, rows);
    const judges = new Uint8Array(taken(attack.judges, rows, 0));
    const label = `${name} (${other.name})`;
    return {
      ...{ label, isOther: true, ranks, values, judges, membership },
      ...{ scores: scoresOf(ranks, values), ...standing(ranks, run.publicRows) },
    };
  });
  return [...own, ...theirs];
}

/**
 * The other run's row of the same id and part, -1 where it has none. Of rows that share an id, the
 * first is meant.
 *
 * @example
 * joined(run, other)[0]; // 12: what is the first row here is the 13th there
 */
export function joined(run: PageRun, other: PageRun): Int32Array {
  const rows = new Map<string, number>();
  other.ids.forEach((id, row) => {
    const key = keyOf(id, row < other.publicRows);
    if (!rows.has(key)) rows.set(key, row);
  });
  return Int32Array.from(run.ids, (id, row) => rows.get(keyOf(id, row < run.publicRows)) ?? -1);
}

const keyOf = (id: string, isPublic: boolean) => `${isPublic ? "public" : "private"} ${id}`;

function taken<Values extends Int8Array | Int32Array | Uint8Array>(
  values: Values,
  rows: Int32Array,
  missing = -1,
): Values {
  const all = values.slice(0, 0).constructor as new (length: number) => Values;
  const out = new all(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = rows[i] < 0 ? missing : values[rows[i]];
  return out;
}

function scoresOf(ranks: Int32Array, values: Float32Array): Float32Array {
  const scores = new Float32Array(ranks.length);
  for (let row = 0; row < ranks.length; row++) {
    scores[row] = ranks[row] < 0 ? Number.NaN : values[ranks[row]];
  }
  return scores;
}
