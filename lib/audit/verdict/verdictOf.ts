import { type InputFile, schemaProblems } from "../../files/outputs";
import type { Estimate, Measured } from "../../metrics";
import { confront, type Guarantee } from "../dp";
import { EPSILON_ASSUMES, epsilonBounds } from "../epsilon";
import type { MetricsRow } from "../outcome";
import type { FlaggedRows } from "../records";
import type { Outcome } from "../summary";
import { differencesOf } from "../summary/ahead";
import { judgeThreshold } from "./judgeThreshold";
import { notTested } from "./notTested";
import { strengthOf } from "./strengthOf";
import { parseThreshold } from "./threshold";
import type { AttackedFile, Figure, FlaggedCount, Gain, Verdict } from "./verdict";
import { verdictSchema } from "./verdictSchema";

/** What a run knows beside what `summaryOf` takes. */
export interface Measurements {
  /** The rows of metrics.json, of which that of the chosen attack's column speaks. */
  readonly rows: readonly MetricsRow[];
  /** The chosen attack's column of scores_public.csv. */
  readonly column: string;
  /** Its scores on the rows that judge, in the order of the outcome's membership; high = member. */
  readonly scores: Float64Array;
  /** Input files by role, as the run has read them. */
  readonly inputs: Readonly<Record<string, InputFile>>;
  readonly network: { readonly summary: string };
  /** 0 or 1 for each public row. */
  readonly isMember: Uint8Array;
  readonly privateRows: number;
  /** Lines of `flaggedRows`; none where nobody looked. */
  readonly flagged?: readonly FlaggedRows[];
  /** A guarantee to hold the bounds on epsilon against; they are then at its delta, else at 1e-5. */
  readonly dp?: Guarantee | null;
  /** Such as "tpr@0.01 > 0.05"; none unless given. */
  readonly thresholds?: readonly string[];
}

/**
 * What a run has found, for summary.json and for the page of those who decide. It computes nothing
 * anew but bounds on epsilon, from the rows that judge.
 *
 * @param outcome as `summaryOf` takes it
 * @throws RangeError if no row of metrics.json has the column, membership and scores are not of that
 *   row, a threshold cannot be read, or a figure is out of range
 * @example
 * run.json("summary.json", verdictOf(outcome, { rows, column: "RF_corrected_calibrated", ... }));
 */
export function verdictOf(outcome: Outcome, measured: Measurements): Verdict {
  const { rows, column, scores, inputs, isMember } = measured;
  const row = judgingRow(rows, column);
  const { membership } = outcome;
  for (const [name, { length }] of Object.entries({ membership, scores })) {
    if (length === row.n) continue;
    throw new RangeError(
      `${name}: found ${length} rows, expected ${row.n} as in the ${row.part} row of ${column}`,
    );
  }
  const answered = rows.find((one) => one.column === column && one.part === "private");
  const judged = strengthOf(row);
  const found = answered ? strengthOf(answered) : null;
  const flagged = (measured.flagged ?? []).map(flaggedCount);
  const { protocol, part } = row;
  const { dp = null } = measured;
  const bounds = epsilonBounds(membership, scores, { delta: dp?.delta });
  const verdict: Verdict = {
    attacked: {
      model: inputs.model ? named(inputs.model) : null,
      network: measured.network.summary,
      public: { rows: isMember.length, members: isMember.reduce((sum, one) => sum + one, 0) },
      private: { rows: measured.privateRows },
      inputs: Object.fromEntries(Object.entries(inputs).map(([role, one]) => [role, named(one)])),
    },
    attack: outcome.chosen,
    chosenBy: outcome.chosenBy,
    submission: outcome.submission,
    judged: { protocol, part, column, ...judged },
    found,
    gains: gainsOf(outcome),
    epsilon: bounds.map(({ tried: _, ...bound }) => {
      return { ...bound, assumes: EPSILON_ASSUMES[bound.method] };
    }),
    guarantee: dp === null ? null : confront(dp, bounds),
    flagged,
    warnings: outcome.warnings,
    notTested: notTested({
      judged,
      found,
      flagged,
      isPromised: dp !== null,
      further: outcome.further,
    }),
    thresholds: [],
  };
  const problems = schemaProblems(verdict, verdictSchema, "summary");
  if (problems.length > 0) throw new RangeError(`summary.json: ${problems.join("; ")}`);
  const thresholds = (measured.thresholds ?? []).map((one) =>
    judgeThreshold(parseThreshold(one), verdict),
  );
  return { ...verdict, thresholds };
}

/** The row that judges a column; where all public rows were cross-fitted, that one. */
function judgingRow(rows: readonly MetricsRow[], column: string): MetricsRow {
  const own = rows.filter((one) => one.column === column && one.part !== "private");
  const row = own.find(({ part }) => part === "crossfitted") ?? own[0];
  if (row !== undefined) return row;
  const known = [...new Set(rows.map((one) => one.column))].join(", ");
  throw new RangeError(`column: found ${column}, expected one of ${known}`);
}

function named({ file, sha256 }: InputFile): AttackedFile {
  return { file, sha256 };
}

/** The chosen attack's gains first. */
function gainsOf({ judged, chosen }: Outcome): Gain[] {
  const ordered = [...judged].sort(
    (one, other) => Number(other.attack === chosen) - Number(one.attack === chosen),
  );
  return ordered.flatMap((one) =>
    differencesOf(one).map(({ figure, difference }) => ({
      attack: one.attack,
      over: one.rival,
      figure,
      ...figureOf(difference),
    })),
  );
}

function figureOf(estimate: Estimate & Partial<Pick<Measured, "note">>): Figure {
  const { value, low, high, note } = estimate;
  return { value, low, high, ...(note ? { note } : {}) };
}

function flaggedCount(line: FlaggedRows): FlaggedCount {
  const { set, flagged: count, "promised rate": rate, "realised rate": realised } = line;
  return { set, rate, count, realised: typeof realised === "number" ? realised : null };
}
