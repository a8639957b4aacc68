import type { CsvColumn } from "../../files/outputs";
import { byMembership, type HighIsMemberScores, type Membership } from "../../metrics";
import { type FlagsByAttack, privateByAttack, publicByAttack } from "./byAttack";
import type { Exposure, ScoredRows } from "./exposure";
import { type FlaggedRows, flaggedRows } from "./flaggedRows";
import { privateExposure } from "./privateExposure";
import { publicExposure } from "./publicExposure";
import { recordsCsv } from "./recordsCsv";

/** Rows of both sets and every attack's scores of them. */
export interface AttackedRows {
  readonly public: Pick<ScoredRows, "ids"> & { readonly membership: Membership };
  /** Membership null where nobody knows. */
  readonly private: Pick<ScoredRows, "ids" | "membership">;
  /** By attack: of each public row, by a model that has not seen it; high = member. */
  readonly outOfFold: Readonly<Record<string, HighIsMemberScores>>;
  /** By attack: of each private row. */
  readonly privateScores: Readonly<Record<string, HighIsMemberScores>>;
  /** The attack that ranks. */
  readonly chosen: string;
}

/** Who is exposed, by the attack that was chosen and by which others. */
export interface Records {
  readonly exposed: Exposure;
  readonly exposedPrivate: Exposure;
  /** Which public row is flagged by which attack. */
  readonly flags: FlagsByAttack;
  /** For `writeCsv`. */
  readonly publicColumns: Readonly<Record<string, CsvColumn>>;
  readonly privateColumns: Readonly<Record<string, CsvColumn>>;
  /** For a table, and for `verdictOf`. */
  readonly flagged: readonly FlaggedRows[];
}

/**
 * Who is exposed, in both sets: ranks, p-values and flags by the chosen attack, and which of all
 * attacks flag the row too.
 *
 * @throws RangeError if the chosen attack has no scores of a set, or as `privateByAttack`
 * @example
 * const records = recordsOf({ public: rows, private: others, outOfFold, privateScores, chosen: "RF" });
 * run.csv("records_public.csv", records.publicColumns);
 */
export function recordsOf(attacked: AttackedRows): Records {
  const { public: rows, private: others, outOfFold, privateScores, chosen } = attacked;
  for (const [name, scores] of Object.entries({ outOfFold, privateScores })) {
    if (Object.hasOwn(scores, chosen)) continue;
    const known = Object.keys(scores).join(", ") || "none";
    throw new RangeError(`${name}: found scores of ${known}, expected those of ${chosen} too`);
  }
  const exposed = publicExposure({ ...rows, scores: outOfFold[chosen] });
  const { nonMembers } = byMembership(outOfFold[chosen], rows.membership);
  const exposedPrivate = privateExposure({ ...others, scores: privateScores[chosen] }, nonMembers);
  const flags = publicByAttack(rows, outOfFold);
  const flagsPrivate = privateByAttack(others, privateScores, outOfFold, rows.membership);
  return {
    exposed,
    exposedPrivate,
    flags,
    publicColumns: recordsCsv(exposed, flags),
    privateColumns: recordsCsv(exposedPrivate, flagsPrivate),
    flagged: flaggedRows({ public: exposed, private: exposedPrivate }),
  };
}
