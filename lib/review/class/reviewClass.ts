import type { Answers } from "../answers/readAnswerRows";
import { type AlikeCode, alikeCode, type TeamCode } from "./code/alikeCode";
import { compareRankings, type NearDuplicates } from "./compareRankings";
import { type Lead, rankTeams, type TeamScores } from "./rankTeams";
import { type Tier, tiersOf } from "./tiersOf";
import { upsideDown } from "./upsideDown";

/** Several submissions side by side. */
export interface ClassReview {
  /** Teams from the best down by TPR at FPR <= .05; in the order given where there are no answers. */
  readonly order: readonly string[];
  /** Each team over the next; empty without answers. */
  readonly leads: readonly Lead[];
  /** Teams that cannot be told from the first of each; empty without answers. */
  readonly tiers: readonly Tier[];
  /** Names of the rows and columns of `correlation`. */
  readonly compared: readonly string[];
  /** Spearman's; null where a team's scores are all equal. */
  readonly correlation: readonly (readonly (number | null)[])[];
  readonly nearDuplicates: readonly NearDuplicates[];
  /** Teams whose code is alike, whatever its names are: to be looked at, and no judgement. */
  readonly alikeCode: readonly AlikeCode[];
  /** Teams whose ranking goes against most of the others'. */
  readonly upsideDown: readonly string[];
  /** Teams that could not be compared, since ids or scores are missing. */
  readonly left: readonly string[];
  /** Rows that all are compared on. */
  readonly rows: number;
  readonly bootstrapReplicates: number;
}

/** A team and its scores on the rows that all are compared on; null where some are missing. */
export type Team = { readonly name: string; readonly scores: Float64Array | null };

/**
 * Compares the teams of a class with each other.
 *
 * @param teams on the rows of the answers, or without answers on the rows that all share
 * @example
 * reviewClass(teams, answers, { seed: 42, replicates: 200 }).order[0];
 */
export function reviewClass(
  teams: readonly Team[],
  answers: Answers | null,
  { code = [], ...options }: { seed: number; replicates: number; code?: readonly TeamCode[] },
): ClassReview {
  const sound = teams.filter((team): team is TeamScores => team.scores !== null);
  const names = sound.map(({ name }) => name);
  const ranked = answers
    ? rankTeams(answers.membership, sound, options)
    : { order: names, leads: [] };
  const byName = new Map(sound.map((team) => [team.name, team]));
  const best = ranked.order.map((name) => byName.get(name)!);
  const tiers = answers ? tiersOf(answers.membership, best, options) : [];
  const likeness = compareRankings(sound);
  return {
    ...ranked,
    tiers,
    compared: names,
    ...likeness,
    alikeCode: alikeCode(code),
    upsideDown: upsideDown(names, likeness.correlation),
    left: teams.filter(({ scores }) => scores === null).map(({ name }) => name),
    rows: sound[0]?.scores.length ?? 0,
    bootstrapReplicates: options.replicates,
  };
}
