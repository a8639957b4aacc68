import type { PredictorColumns } from "../../features";
import type { PredictorGroup } from "../../features/predictors";
import { smallest, take } from "../../numeric/arrays";
import { correctedAttack } from "../corrected/correctedAttack";
import { type FrozenChoice, SealedRows } from "../protocol/sealed";
import { type PublicParts, splitPublicRows } from "../protocol/split";
import { publishedAttack } from "../published/publishedAttack";
import { crossFitted } from "./crossFitted";
import { FOLDS, foldsOf } from "./folds";
import { type JudgedScores, sealedScores } from "./judgedScores";
import { crossFittedCorrected, crossFittedPublished, type RecipeOptions } from "./recipes";
import type { ReportKind } from "./reportKinds";
import { sealedStrongest } from "./sealedStrongest";
import { splitsOf, type TaughtSplit } from "./splits";
import {
  type AttackOptions,
  type AttackParts,
  crossFittedStrongest,
  type StrongestAttack,
} from "./strongest";

/** The rows that judge, opened. */
export interface JudgedRows {
  /** Their numbers, ascending. */
  readonly rows: Int32Array;
  /** 0 or 1 for each of them. */
  readonly membership: Uint8Array;
  /** The fold of each of them where they are cross-fitted: what figures of them need to know. */
  readonly folds: Int32Array | undefined;
  /** What they are, for captions: "public rows, five folds", "report rows". */
  readonly said: string;
}

/** How rows are dealt out, and what is to be fitted on them. */
interface PlanOptions {
  readonly seed: number;
  readonly report: ReportKind;
  readonly groups?: readonly Pick<PredictorGroup, "name" | "fewest">[];
}

/** Refuses groups that some part of the rows is too small for, before anything is looked at. */
function requireEnoughFor(
  groups: NonNullable<PlanOptions["groups"]>,
  membership: Uint8Array,
  parts: readonly Int32Array[],
): void {
  const counts = parts.map((rows) => {
    const members = take(membership, rows).reduce((sum, member) => sum + member, 0);
    return [members, rows.length - members];
  });
  const [members, others] = [0, 1].map((kind) => smallest(counts.map((each) => each[kind])));
  const short = groups.find(({ fewest = 0 }) => Math.min(members, others) < fewest);
  if (short === undefined) return;
  throw new RangeError(
    `predictors ${short.name}: found ${members} members and ${others} non-members in the smallest part of the public rows that it is fitted on, expected at least ${short.fewest} of each`,
  );
}

/**
 * Which rows judge the attacks of a run, and who may see what: cross-fitted, every public row is judged by
 * an attack that was taught the other folds alone; sealed, a fifth of them by one that was taught the rest.
 *
 * @example
 * const plan = new ReportPlan(membership, { seed: 42, report: "crossfitted" });
 * const published = await plan.published(columns);
 * const { membership: known, folds } = plan.open({ models: "RF LightGBM MLP" });
 * readOff(known, published.column("RF"), { seed: 42, folds });
 */
export class ReportPlan {
  readonly kind: ReportKind;
  /** The parts of the sealed report; the fit rows are those that tables look at under either. */
  readonly parts: PublicParts;
  readonly #folds: Int32Array | null;
  readonly #sealed: SealedRows;
  readonly #seed: number;

  /**
   * @param membership 0 or 1 for each public row
   * @param options `seed`: deals out the rows; `groups` of predictors that will be fitted, each with the
   *   fewest rows of a class that it takes
   * @throws RangeError one line, where members or non-members are too few for the folds or for a group
   */
  constructor(
    private readonly membership: Uint8Array,
    { seed, report, groups = [] }: PlanOptions,
  ) {
    this.kind = report;
    this.#seed = seed;
    this.#folds = report === "crossfitted" ? foldsOf(membership, seed) : null;
    this.parts = splitPublicRows(membership, seed);
    this.#sealed = new SealedRows("report", this.parts.report);
    const taught =
      this.#folds === null
        ? [this.parts.fit]
        : splitsOf(membership, this.#folds, "ring").map((split) => split.taught);
    requireEnoughFor(groups, membership, taught);
  }

  /** What the columns of the recipes are called by in a `ScoreTable`. */
  get stage(): "crossfitted" | "raw" {
    return this.#folds === null ? "raw" : "crossfitted";
  }

  /** Who sees what, a line a part or a fold, for a table. */
  get lines(): readonly Readonly<Record<string, string | number>>[] {
    const { fit, calibrate, report } = this.parts;
    if (this.#folds === null) {
      return [{ fit: fit.length, calibrate: calibrate.length, report: report.length }];
    }
    const folds = this.#folds;
    return Array.from({ length: FOLDS }, (_, i) => {
      const own = Int32Array.from(folds.keys()).filter((row) => folds[row] === i + 1);
      const members = take(this.membership, own).reduce((sum, member) => sum + member, 0);
      const taught = folds.length - own.length;
      return { fold: i + 1, rows: own.length, members, "rows that teach its attack": taught };
    });
  }

  /**
   * The published recipe on the rows that judge, as if they were private: its scaler fitted again on them, raw.
   *
   * @param columns the published ten of all public rows
   * @returns a column a model
   */
  async published(
    columns: PredictorColumns,
    onProgress?: RecipeOptions["onProgress"],
  ): Promise<JudgedScores> {
    const { membership, parts } = this;
    const options = { seed: this.#seed, onProgress };
    if (this.#folds !== null) {
      return crossFittedPublished({ columns, membership, folds: this.#folds }, options);
    }
    const rows = { columns, membership, taught: this.#taught, judged: parts.report };
    return sealedScores("published", parts.report, await publishedAttack(rows, options), {
      whole: false,
    });
  }

  /**
   * The recipe without the mistakes, raw.
   *
   * @param columns the published ten and phi of all public rows
   * @returns a column a model
   */
  async corrected(
    columns: PredictorColumns,
    onProgress?: RecipeOptions["onProgress"],
  ): Promise<JudgedScores> {
    const { membership, parts } = this;
    const options = { seed: this.#seed, onProgress };
    if (this.#folds !== null) {
      return crossFittedCorrected({ columns, membership, folds: this.#folds }, options);
    }
    const found = await correctedAttack({ columns, membership, fit: parts.fit }, options);
    return sealedScores("corrected", parts.report, found, { whole: true });
  }

  /** The strongest attack, its choice and calibration made without the rows that judge it. */
  strongest(
    attack: AttackParts,
    onProgress?: AttackOptions["onProgress"],
  ): Promise<StrongestAttack> {
    const { membership, parts } = this;
    const options = { seed: this.#seed, onProgress };
    return this.#folds === null
      ? sealedStrongest(attack, { membership, parts }, options)
      : crossFittedStrongest(attack, { membership, folds: this.#folds }, options);
  }

  /**
   * Scores that take a moment, by a function of the rows to learn from.
   *
   * @param name whose they are
   * @param scores given the rows and the membership to learn from (255 where it must not be looked at), a
   *   score of every public row by column
   */
  async scored(
    name: string,
    scores: (taught: Int32Array, membership: Uint8Array) => Readonly<Record<string, Float64Array>>,
  ): Promise<JudgedScores> {
    const { membership, parts } = this;
    if (this.#folds === null) {
      return sealedScores(name, parts.report, scores(parts.fit, membership), { whole: true });
    }
    const attack = async (splits: readonly TaughtSplit[]) =>
      splits.map((split) => {
        const all = Object.entries(scores(split.taught, split.membership));
        return Object.fromEntries(all.map(([column, own]) => [column, take(own, split.judged)]));
      });
    return crossFitted({ name, membership, folds: this.#folds, attack });
  }

  /**
   * The rows that judge, for the one choice that is frozen by then.
   *
   * @throws Error as `SealedRows.open`
   */
  open(choice: FrozenChoice): JudgedRows {
    const rows =
      this.#folds === null ? this.#sealed.open(choice) : Int32Array.from(this.#folds.keys());
    const membership = take(this.membership, rows);
    if (this.#folds === null) return { rows, membership, folds: undefined, said: "report rows" };
    return { rows, membership, folds: this.#folds, said: "public rows, five folds" };
  }

  /** What a `ScoreTable` has to know of a protocol. */
  protocolOf(name: string): {
    readonly parts?: Readonly<Record<string, Int32Array>>;
    readonly judges?: string;
    readonly folds?: Int32Array;
  } {
    if (this.#folds !== null) return { folds: this.#folds };
    const { report } = this.parts;
    if (name === "heldout") return { parts: { seen: this.#taught, report }, judges: "report" };
    return { parts: { ...this.parts }, judges: "report" };
  }

  get #taught(): Int32Array {
    const { fit, calibrate } = this.parts;
    return Int32Array.from([...fit, ...calibrate]).sort();
  }
}
