import { readFileSync } from "node:fs";
import path from "node:path";
import { type Calibration, IsotonicCalibration, SigmoidCalibration } from "../../../lib/ensemble";
import { readCsv } from "../../../lib/files";

/** Scores of rows, and who of them is a member. */
export interface Scored {
  readonly scores: readonly number[];
  readonly membership: readonly number[];
  /** Of cross-fitted scores the fold of each row. */
  readonly folds?: readonly number[];
}

/** A fall as importance.json holds it. */
interface Fall {
  readonly name: string;
  readonly auc: { readonly value: number; readonly low: number | null };
  readonly tpr: { readonly value: number; readonly low: number | null };
}

/** The share of a set that the target names right. */
interface Named {
  readonly set: string;
  readonly accuracy: number;
}

/** A row of metrics.json, as far as intervals go. */
interface MeasuredRow {
  readonly column: string;
  readonly part: string;
  readonly auc_ci?: unknown;
  readonly tpr: Readonly<Record<string, { readonly ci?: unknown }>>;
}

/** The same, found once for each set of words: a test asks for each number some hundred times. */
function byWords<W extends readonly (string | undefined)[], T>(find: (...words: W) => T) {
  const found = new Map<string, T>();
  return (...words: W): T => {
    const key = words.join("\n");
    if (!found.has(key)) found.set(key, find(...words));
    return found.get(key) as T;
  };
}

/** The same, found once for each of the scores that {@link RunFacts} hands out. */
function byScored<T>(find: (scored: Scored, limit: number) => T) {
  const found = new WeakMap<Scored, Map<number, T>>();
  return (scored: Scored, limit: number): T => {
    const own = found.get(scored) ?? new Map<number, T>();
    found.set(scored, own);
    if (!own.has(limit)) own.set(limit, find(scored, limit));
    return own.get(limit) as T;
  };
}

/** What captions may say of a run, counted and computed from its files in the plainest way. */
export class RunFacts {
  readonly #scores: ReturnType<typeof readCsv>;
  readonly #predictors: ReturnType<typeof readCsv>;
  readonly #measured: readonly MeasuredRow[];
  readonly #records: () => ReturnType<typeof readCsv>;
  readonly privateRows: number;
  readonly selfCheck: { readonly accuracies: readonly Named[]; readonly sample: Named };
  readonly falls: readonly Fall[];
  readonly blind: {
    readonly n: number;
    readonly auc: { readonly value: number; readonly low: number | null };
  };

  constructor(folder: string) {
    const file = (name: string) => path.join(folder, name);
    const json = (name: string) => JSON.parse(readFileSync(file(name), "utf8"));
    this.#scores = readCsv(file("scores_public.csv"));
    this.#predictors = readCsv(file("predictors_public.csv"));
    this.#records = byWords(() => readCsv(file("records_public.csv")));
    this.privateRows = readCsv(file("scores_private.csv")).rows;
    const { rows, selfCheck } = json("metrics.json");
    this.#measured = rows;
    this.selfCheck = selfCheck;
    this.falls = json("importance.json").importance;
    this.blind = json("blind.json");
  }

  /** The models that were corrected, in the order of the file. */
  get models(): string[] {
    return this.#scores.names.flatMap((name) => name.match(/^(\w+)_corrected_raw$/)?.[1] ?? []);
  }

  /** Row numbers of a part: "report", "validation", "public" for all. */
  rows(part: string): number[] {
    const all = [...Array(this.#scores.rows).keys()];
    if (part === "public") return all;
    const parts = this.#scores.texts(part === "validation" ? "part_published" : "part_corrected");
    return all.filter((row) => parts[row] === part);
  }

  members(part: string): number {
    return this.membership(part).filter((member) => member === 1).length;
  }

  readonly membership = byWords((part: string): readonly number[] => {
    const known = this.#scores.texts("membership");
    return this.rows(part).map((row) => Number(known[row]));
  });

  readonly scored = byWords((column: string, part: string): Scored => {
    const texts = this.#scores.texts(column);
    const scores = this.rows(part).map((row) => Number(texts[row]));
    return { scores, membership: this.membership(part) };
  });

  /** Whether all public rows judge, in folds. */
  get isCrossFitted(): boolean {
    return this.#scores.names.includes("fold_corrected");
  }

  /** The part whose rows judge the corrected attacks. */
  get judges(): "public" | "report" {
    return this.isCrossFitted ? "public" : "report";
  }

  /** A model's raw scores on the rows that judge a recipe: cross-fitted, where the run has such. */
  readonly judged = byWords((model: string, protocol: string): Scored => {
    if (!this.isCrossFitted) return this.scored(`${model}_${protocol}_raw`, "report");
    const folds = this.#scores.texts(`fold_${protocol}`).map(Number);
    return { ...this.scored(`${model}_${protocol}_crossfitted`, "public"), folds };
  });

  /** A model's corrected raw scores on the rows that judge, of one class of the target or of all. */
  readonly reported = byWords((model: string, label?: string): Scored => {
    const { scores, membership, folds } = this.judged(model, "corrected");
    const labels = this.#predictors.texts("label");
    const own = this.rows(this.judges).map((row) => label === undefined || labels[row] === label);
    return {
      scores: scores.filter((_, place) => own[place]),
      membership: membership.filter((_, place) => own[place]),
      folds: folds?.filter((_, place) => own[place]),
    };
  });

  /** Whether metrics.json has an interval of a column's AUC, or of its TPR at FPR <= .05. */
  isMeasured(column: string, measure: "auc" | "tpr"): boolean {
    const own = this.isCrossFitted ? column.replace(/_raw$/, "_crossfitted") : column;
    const row = this.#measured.find((one) => one.column === own && one.part !== "private");
    return (measure === "auc" ? row?.auc_ci : row?.tpr["0.05"].ci) !== undefined;
  }

  /** Limits on the FPR that no row of metrics.json resolves. */
  get unresolved(): number[] {
    const limits = ["0.05", "0.01", "0.001"];
    return limits
      .filter((limit) => this.#measured.every(({ tpr }) => tpr[limit].ci === undefined))
      .map(Number);
  }

  get labels(): string[] {
    return [...new Set(this.#predictors.texts("label"))];
  }

  /** The highest of the rows that judge a model, as the grid of images spells them. */
  highest(model: string, n: number): string {
    const { scores } = this.reported(model);
    const scoreOf = new Map(this.rows(this.judges).map((row, place) => [row, scores[place]]));
    const score = (row: number) => scoreOf.get(row)!;
    const order = this.rows(this.judges).sort((a, b) => score(b) - score(a));
    return this.#spelt(order.slice(0, n), (row) => ` ${score(row).toFixed(3)}`);
  }

  /** Columns of predictors_public.csv: of the rows themselves, and those that are published. */
  get columns(): { readonly known: string[]; readonly published: string[] } {
    const { names } = this.#predictors;
    const known = ["id", "label", "membership"];
    const last = names.indexOf("lira_score");
    return { known, published: names.slice(known.length, last + 1) };
  }

  /** The first public rows, as the grid of images spells them. */
  first(n: number): string {
    return this.#spelt(this.rows("public").slice(0, n), () => "");
  }

  /** The public rows of the highest scores out of fold. */
  mostExposed(n: number): string {
    const scores = this.#records().numbers("score");
    const order = this.rows("public").sort((a, b) => scores[b] - scores[a]);
    return this.#spelt(order.slice(0, n), (row) => ` ${scores[row].toFixed(3)}`);
  }

  /** Public rows by the attacks that flag them, in the words of a caption: "RF and MLP". */
  get flaggedBy(): Map<string, number[]> {
    const records = this.#records();
    const flags = this.models.map((model) => records.numbers(`${model}_flagged`));
    const found = new Map<string, number[]>();
    for (const row of this.rows("public")) {
      const of = this.models.filter((_, i) => flags[i][row] === 1).join(" and ");
      if (of !== "") found.set(of, [...(found.get(of) ?? []), row]);
    }
    return found;
  }

  /** The public rows that all attacks flag, the smallest sum of ranks first. */
  flaggedByAll(n: number): string {
    const records = this.#records();
    const columns = this.models.map((model) => records.numbers(`${model}_score`));
    const places = columns.map((scores) => {
      const order = this.rows("public").sort((a, b) => scores[b] - scores[a]);
      return new Map(order.map((row, place) => [row, place]));
    });
    const sum = (row: number) => places.reduce((all, place) => all + place.get(row)!, 0);
    const rows = this.flaggedBy.get(this.models.join(" and ")) ?? [];
    return this.#spelt(rows.sort((a, b) => sum(a) - sum(b)).slice(0, n), () => "");
  }

  #spelt(rows: readonly number[], score: (row: number) => string): string {
    const labels = this.#predictors.texts("label");
    const known = this.#scores.texts("membership");
    const word = (row: number) => (known[row] === "1" ? "member" : "non-member");
    return rows.map((row) => `class ${labels[row]}${score(row)} ${word(row)}`).join("; ");
  }

  /** Probabilities of the sealed report rows: raw, or by a calibration that calibrate rows fitted. */
  readonly predicted = byWords((method: string, model: string): Scored => {
    const { scores, membership } = this.scored(`${model}_corrected_raw`, "report");
    const maps: Record<string, () => Calibration> = {
      isotonic: () => new IsotonicCalibration(),
      sigmoid: () => new SigmoidCalibration(),
    };
    const map = maps[method.toLowerCase()];
    if (!map) return { scores, membership };
    const taught = this.scored(`${model}_corrected_raw`, "calibrate");
    const fitted = map().fit(taught.scores, taught.membership);
    return { scores: [...fitted.transform(scores)], membership };
  });
}

/** The rows of each fold apart; all as one where there are none. */
function byFold({ scores, membership, folds }: Scored): Scored[] {
  const names = folds ? [...new Set(folds)] : [0];
  return names.map((fold) => {
    const own = (_: unknown, i: number) => !folds || folds[i] === fold;
    return { scores: scores.filter(own), membership: membership.filter(own) };
  });
}

/** The mean over folds of the share of pairs of a member and a non-member that are ordered well, ties half. */
export function aucOf(scored: Scored): number {
  return meanAuc(scored, 0);
}

const meanAuc = byScored((scored) => {
  const aucs = byFold(scored).map(aucWithin);
  return aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length;
});

function aucWithin({ scores, membership }: Scored): number {
  let [wins, pairs] = [0, 0];
  scores.forEach((one, i) => {
    if (membership[i] !== 1) return;
    scores.forEach((other, j) => {
      if (membership[j] === 1) return;
      pairs++;
      wins += one > other ? 1 : one === other ? 0.5 : 0;
    });
  });
  return wins / pairs;
}

/**
 * The largest share of members that some threshold, one in each fold, flags with at most a share of non-members
 * there.
 */
export const tprOf = byScored((scored, maxFpr): number => {
  const members = ({ membership }: Scored) => membership.filter((member) => member === 1).length;
  const flagged = byFold(scored).map((fold) => members(fold) * tprWithin(fold, maxFpr));
  return flagged.reduce((sum, count) => sum + count, 0) / members(scored);
});

function tprWithin({ scores, membership }: Scored, maxFpr: number): number {
  const share = (threshold: number, label: number) => {
    const own = scores.filter((_, i) => membership[i] === label);
    return own.filter((score) => score >= threshold).length / own.length;
  };
  const allowed = scores.filter((threshold) => share(threshold, 0) <= maxFpr);
  return Math.max(0, ...allowed.map((threshold) => share(threshold, 1)));
}

/** The highest threshold of those that flag the largest share of members with so few non-members. */
export const thresholdOf = byScored((scored, maxFpr): number => {
  const best = tprOf(scored, maxFpr);
  const { scores, membership } = scored;
  const share = (threshold: number, label: number) => {
    const own = scores.filter((_, i) => membership[i] === label);
    return own.filter((score) => score >= threshold).length / own.length;
  };
  const fit = scores.filter((one) => share(one, 0) <= maxFpr && share(one, 1) === best);
  return Math.max(...fit);
});

export function brierOf({ scores, membership }: Scored): number {
  return scores.reduce((sum, p, i) => sum + (p - membership[i]) ** 2, 0) / scores.length;
}

/** Correlation of ranks, equal values at their mean rank. */
export function rankCorrelationOf(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) =>
    values.map((value) => {
      const below = values.filter((other) => other < value).length;
      return below + (values.filter((other) => other === value).length + 1) / 2;
    });
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length + 1) / 2;
  const product = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, _, i) => sum + (p[i] - mean) * (q[i] - mean), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}
