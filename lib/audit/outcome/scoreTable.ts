import type { CsvColumn } from "../../files/outputs";
import { take } from "../../numeric/arrays";
import type { JudgedScores } from "../crossfit";
import { partNames } from "../protocol";
import type { MetricsRow } from "./metrics";
import { metricsRow } from "./metricsRow";
import { type ScoresOf, scoreColumn } from "./scoreColumn";

/** The rows of a dataset as tables name them. */
export interface NamedRows {
  readonly ids: readonly (number | string)[];
  /** 0 or 1, 1 = member; null where nobody knows. */
  readonly membership: Uint8Array | null;
}

/** Which parts, or folds, the public rows are in under one protocol, and what judges. */
export interface ProtocolParts {
  readonly parts?: Readonly<Record<string, Int32Array>>;
  /** The part whose rows judge the protocol's scores. */
  readonly judges?: string;
  /** The fold of each public row, from 1: of cross-fitted scores all rows judge. */
  readonly folds?: Int32Array;
}

/** The part that rows of metrics.json name where all public rows judge, each in its fold. */
export const CROSSFITTED = "crossfitted";

/** What a column of scores is. */
export interface ScoreName extends ScoresOf {
  /** The column's name; MODEL_PROTOCOL_STAGE unless given. */
  readonly column?: string;
}

interface ScoreColumn extends Required<ScoreName> {
  /** Of all public rows, or of `publicRows`. */
  readonly publicScores: Float64Array;
  readonly publicRows?: Int32Array;
  readonly privateScores?: Float64Array;
  readonly isCrossFitted?: boolean;
}

/**
 * Every score of a run by model, protocol and stage: what scores_public.csv, scores_private.csv and
 * the rows of metrics.json say, so that the third follows from the first two.
 *
 * @example
 * const scores = new ScoreTable(publicRows, privateRows, { corrected: { parts, judges: "report" } });
 * scores.add({ model: "RF", protocol: "corrected", stage: "raw" }, [publicScores, privateScores]);
 * scores.metricsRows({ seed: 42 });
 */
export class ScoreTable {
  readonly #columns = new Map<string, ScoreColumn>();

  constructor(
    private readonly publicRows: NamedRows & { readonly membership: Uint8Array },
    private readonly privateRows: NamedRows,
    private readonly protocols: Readonly<Record<string, ProtocolParts>>,
  ) {}

  /**
   * Adds a column of scores, in the place of one of its name where there is one.
   *
   * @param scores of all public rows and, where they were scored, of all private ones
   * @throws RangeError if the protocol is not one of the table's
   */
  add(name: ScoreName, [publicScores, privateScores]: readonly Float64Array[]): void {
    this.#push(name, { publicScores, privateScores });
  }

  /**
   * Adds a column of scores of some public rows alone, as {@link add} does.
   *
   * @param publicRows the rows that have a score, in the order of `publicScores`
   * @throws RangeError if the protocol is not one of the table's
   */
  addOn(publicRows: Int32Array, name: ScoreName, publicScores: Float64Array): void {
    this.#push(name, { publicScores, publicRows });
  }

  /**
   * Adds a column of judged scores, as {@link add} does: cross-fitted ones, which judge all public rows, or
   * those of one part.
   *
   * @param column of `judged`
   * @throws RangeError if the protocol is not one of the table's
   * @throws Error naming the row, if it is judged in another fold, or is of another part, than the protocol says
   */
  addJudged(
    name: ScoreName,
    judged: JudgedScores,
    column: string,
    privateScores?: Float64Array,
  ): void {
    const { folds, rows } = judged;
    const protocol = this.protocols[name.protocol];
    const publicScores = judged.everywhere?.(column);
    if (folds !== null) {
      requireSame(judged.name, name.protocol, folds, protocol?.folds);
      const scores = { publicScores: judged.column(column), privateScores, isCrossFitted: true };
      return this.#push(name, scores);
    }
    requireSame(judged.name, name.protocol, rows, protocol?.parts?.[protocol.judges ?? ""]);
    if (publicScores) return this.#push(name, { publicScores, privateScores });
    this.#push(name, { publicScores: judged.column(column), publicRows: rows, privateScores });
  }

  #push(name: ScoreName, scores: Omit<ScoreColumn, keyof ScoreName>): void {
    const { model, protocol, stage, column = scoreColumn(name) } = name;
    if (!(protocol in this.protocols)) {
      const known = Object.keys(this.protocols).join(", ");
      throw new RangeError(`protocol: found ${protocol}, expected one of ${known}`);
    }
    this.#columns.set(column, { model, protocol, stage, column, ...scores });
  }

  /**
   * The columns of scores_public.csv: id, membership, part_PROTOCOL and fold_PROTOCOL of each protocol that
   * has them, the scores.
   */
  get publicColumns(): Record<string, CsvColumn> {
    const { ids, membership } = this.publicRows;
    const parts = Object.entries(this.protocols).flatMap(([name, { parts, folds }]) => [
      ...(parts ? [[`part_${name}`, partNames(parts, ids.length)]] : []),
      ...(folds ? [[`fold_${name}`, folds]] : []),
    ]);
    const scores = [...this.#columns.values()].map((score) => [
      score.column,
      spread(score, ids.length),
    ]);
    return { id: ids, membership, ...Object.fromEntries([...parts, ...scores]) };
  }

  /** The columns of scores_private.csv: id, membership where it is known, the scores. */
  get privateColumns(): Record<string, CsvColumn> {
    const { ids, membership } = this.privateRows;
    const scores = [...this.#columns.values()].flatMap(({ column, privateScores }) =>
      privateScores ? [[column, privateScores]] : [],
    );
    return { id: ids, ...(membership ? { membership } : {}), ...Object.fromEntries(scores) };
  }

  /**
   * The rows of metrics.json: each column on the part that judges its protocol, or on all public rows fold
   * by fold, and, where the private membership is known, on the private rows.
   *
   * @param options.seed of the bootstraps
   * @throws RangeError as `metricsRow`
   */
  metricsRows(options: { readonly seed: number }): MetricsRow[] {
    const { membership: answers } = this.privateRows;
    return [...this.#columns.values()].flatMap((score) => {
      const { column, model, protocol, privateScores } = score;
      const judged = [this.#judgedRow(score, options)];
      if (!answers || !privateScores) return judged;
      const name = { column, model, protocol, part: "private" };
      return [...judged, metricsRow(name, answers, privateScores, options)];
    });
  }

  #judgedRow(score: ScoreColumn, options: { readonly seed: number }): MetricsRow {
    const { column, model, protocol, publicScores, isCrossFitted } = score;
    const { parts, judges, folds } = this.protocols[protocol];
    const { membership } = this.publicRows;
    if (isCrossFitted) {
      const name = { column, model, protocol, part: CROSSFITTED };
      return metricsRow(name, membership, publicScores, { ...options, folds });
    }
    const rows = parts?.[judges ?? ""];
    if (judges === undefined || rows === undefined) {
      throw new RangeError(
        `protocol ${protocol}: found no part that judges, expected one for ${column}`,
      );
    }
    const scores = Float64Array.from(rows, scoreOf(score));
    const name = { column, model, protocol, part: judges };
    return metricsRow(name, take(membership, rows), scores, options);
  }
}

/** Refuses rows that judge in another fold, or are others, than the protocol's. */
function requireSame(
  name: string,
  protocol: string,
  found: Int32Array,
  expected: Int32Array | undefined,
): void {
  if (expected === undefined) {
    throw new Error(
      `${name}: found scores of its own rows, expected ${protocol} to say which judge`,
    );
  }
  const at = found.findIndex((value, i) => value !== expected[i]);
  if (at < 0 && found.length === expected.length) return;
  const place = Math.max(at, 0);
  throw new Error(
    `${name}: found ${found[place]} as the fold or row at ${place}, expected ${expected[place]} as ${protocol} has it`,
  );
}

/** The score of a public row. */
function scoreOf({ publicScores, publicRows }: ScoreColumn): (row: number) => number {
  if (!publicRows) return (row) => publicScores[row];
  const places = new Map([...publicRows].map((row, i) => [row, i]));
  return (row) => publicScores[places.get(row) ?? -1];
}

/** One entry a public row, null where there is no score. */
function spread(score: ScoreColumn, rows: number): CsvColumn {
  const { publicScores, publicRows } = score;
  if (!publicRows) return publicScores;
  const all = new Array<number | null>(rows).fill(null);
  publicRows.forEach((row, i) => {
    all[row] = publicScores[i];
  });
  return all;
}
