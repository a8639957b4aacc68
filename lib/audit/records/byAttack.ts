import { byMembership, type HighIsMemberScores, type Membership } from "../../metrics";
import { fromTheHighest, type ScoredRows } from "./exposure";
import { privatePValues } from "./privateExposure";
import { publicPValues } from "./publicExposure";

/** False-positive rate at which each attack flags a row: its p-value is at most this. */
export const FLAG_FPR = 0.05;

/** What one attack says of each row. */
export interface AttackFlags {
  readonly name: string;
  /** High = member. */
  readonly scores: HighIsMemberScores;
  /** 1 for each row that it flags at {@link FLAG_FPR}, else 0. */
  readonly flagged: Uint8Array;
}

/** What several attacks say of the same rows. */
export interface FlagsByAttack {
  readonly attacks: readonly AttackFlags[];
  /** How many of them flag each row. */
  readonly flaggedBy: Uint8Array;
}

/** Scores of the same rows by attack. */
type ScoresByAttack = Readonly<Record<string, HighIsMemberScores>>;

/**
 * Which public row is flagged by which attack: each at its own threshold, where 5 % of the
 * non-members, the row itself left out, score as high.
 *
 * @param scores by attack, out of fold, one for each row
 * @throws RangeError as `publicExposure`
 * @example
 * publicByAttack({ ids, membership }, { RF: outOfFold, MLP: other }).flaggedBy; // [2, 0, 1, ...]
 */
export function publicByAttack(
  rows: Omit<ScoredRows, "scores" | "membership"> & { readonly membership: Membership },
  scores: ScoresByAttack,
): FlagsByAttack {
  return flagsOf(scores, (own) => publicPValues({ ...rows, scores: own }));
}

/**
 * Which private row is flagged by which attack: each at its own threshold, where 5 % of the public
 * non-members score as high out of fold.
 *
 * @param scores by attack, one for each private row
 * @param outOfFold by attack, one for each public row
 * @param isMember 0 or 1 for each public row
 * @throws RangeError as `privateExposure`, or if an attack has no public scores
 * @example
 * privateByAttack({ ids, membership: null }, { RF: scores }, { RF: outOfFold }, isMember).flaggedBy;
 */
export function privateByAttack(
  rows: Omit<ScoredRows, "scores">,
  scores: ScoresByAttack,
  outOfFold: ScoresByAttack,
  isMember: Membership,
): FlagsByAttack {
  return flagsOf(scores, (own, name) => {
    if (!Object.hasOwn(outOfFold, name)) {
      const known = Object.keys(outOfFold).join(", ") || "none";
      throw new RangeError(`attack ${name}: found public scores of ${known}, expected its own`);
    }
    const { nonMembers } = byMembership(outOfFold[name], isMember);
    return privatePValues({ ...rows, scores: own }, nonMembers);
  });
}

function flagsOf(
  scores: ScoresByAttack,
  pValuesOf: (own: HighIsMemberScores, name: string) => Float64Array,
): FlagsByAttack {
  const attacks = Object.entries(scores).map(([name, own]): AttackFlags => {
    const flagged = Uint8Array.from(pValuesOf(own, name), (p) => Number(p <= FLAG_FPR));
    return { name, scores: own, flagged };
  });
  const rows = attacks[0]?.flagged.length ?? 0;
  const flaggedBy = Uint8Array.from({ length: rows }, (_, row) =>
    attacks.reduce((sum, { flagged }) => sum + flagged[row], 0),
  );
  return { attacks, flaggedBy };
}

/**
 * The rows that all attacks flag, the highest mean rank first.
 *
 * @param most how many at most; 16 unless given
 * @example
 * mia.pictures(publicData, flaggedByAll(flags)); // what imageGrid takes
 */
export function flaggedByAll({ attacks, flaggedBy }: FlagsByAttack, most = 16): number[] {
  const agreed = [...flaggedBy.keys()].filter(
    (row) => attacks.length > 0 && flaggedBy[row] === attacks.length,
  );
  const rankSum = new Float64Array(flaggedBy.length);
  for (const { scores } of attacks) {
    fromTheHighest(scores).forEach((row, rank) => {
      rankSum[row] += rank;
    });
  }
  return agreed.sort((one, other) => rankSum[one] - rankSum[other] || one - other).slice(0, most);
}
