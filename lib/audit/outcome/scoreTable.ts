import type { CsvColumn } from "../../files/outputs";
import { take } from "../../numeric/arrays";
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

/** Which parts the public rows are in under one protocol, and which part judges. */
export interface ProtocolParts {
  readonly parts: Readonly<Record<string, Int32Array>>;
  /** The part whose rows judge the protocol's scores. */
  readonly judges: string;
}

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

  #push(name: ScoreName, scores: Omit<ScoreColumn, keyof ScoreName>): void {
    const { model, protocol, stage, column = scoreColumn(name) } = name;
    if (!(protocol in this.protocols)) {
      const known = Object.keys(this.protocols).join(", ");
      throw new RangeError(`protocol: found ${protocol}, expected one of ${known}`);
    }
    this.#columns.set(column, { model, protocol, stage, column, ...scores });
  }

  /** The columns of scores_public.csv: id, membership, part_PROTOCOL of each protocol, the scores. */
  get publicColumns(): Record<string, CsvColumn> {
    const { ids, membership } = this.publicRows;
    const parts = Object.entries(this.protocols).map(([name, { parts }]) => [
      `part_${name}`,
      partNames(parts, ids.length),
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
   * The rows of metrics.json: each column on the part that judges its protocol and, where the
   * private membership is known, on the private rows.
   *
   * @param options.seed of the bootstraps
   * @throws RangeError as `metricsRow`
   */
  metricsRows(options: { readonly seed: number }): MetricsRow[] {
    const { membership: answers } = this.privateRows;
    return [...this.#columns.values()].flatMap((score) => {
      const { column, model, protocol, privateScores } = score;
      const { parts, judges: part } = this.protocols[protocol];
      const rows = parts[part];
      const scores = Float64Array.from(rows, scoreOf(score));
      const known = take(this.publicRows.membership, rows);
      const judged = [metricsRow({ column, model, protocol, part }, known, scores, options)];
      if (!answers || !privateScores) return judged;
      const name = { column, model, protocol, part: "private" };
      return [...judged, metricsRow(name, answers, privateScores, options)];
    });
  }
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
