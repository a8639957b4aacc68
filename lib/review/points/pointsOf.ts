import type { Finding } from "../finding";
import type { TeamReview } from "../review";
import type { Rubric, Rule } from "./rubric";

/** What a team gets for one rule. */
export interface RulePoints {
  readonly name: string;
  readonly points: number;
  readonly most: number;
  /** What the points were given for, in a few words without any figure. */
  readonly why: string;
  /** Whether they depend on the answers. */
  readonly ofAnswers: boolean;
}

/** What a team gets. */
export interface TeamPoints {
  readonly rules: readonly RulePoints[];
  readonly points: number;
  readonly most: number;
}

/**
 * The points of a team: a sum of what each rule gives, never below 0. A team whose submission cannot be
 * read gets nothing for figures, and nothing for what was not found in it.
 *
 * @param findings all about the team: its submission's, its notebooks' and scripts'
 * @example
 * pointsOf(rubric, team, findings).points; // 87.5
 */
export function pointsOf(
  rubric: Rubric,
  team: Pick<TeamReview, "verdict" | "judgement">,
  findings: readonly Finding[],
): TeamPoints {
  const rules = rubric.rules.map((rule) => pointsOfRule(rule, team, findings));
  const points = round(rules.reduce((sum, one) => sum + one.points, 0));
  return { rules, points, most: round(rubric.most) };
}

function pointsOfRule(
  rule: Rule,
  { verdict, judgement }: Pick<TeamReview, "verdict" | "judgement">,
  findings: readonly Finding[],
): RulePoints {
  const { name, points: most } = rule;
  const told = (share: number, why: string): RulePoints => ({
    ...{ name, most, why, points: round(most * Math.min(1, Math.max(0, share))) },
    ofAnswers: rule.kind === "figure",
  });
  if (rule.kind === "accepted") return told(verdict === "accepted" ? 1 : 0, verdict);
  if (rule.kind === "without") {
    if (verdict === "unreadable") return told(0, "nothing that could be read");
    const found = findings.filter(({ code }) => rule.codes.includes(code));
    const lost =
      rule.each === null ? (found.length > 0 ? 1 : 0) : (found.length * rule.each) / most;
    const names = [...new Set(found.map(({ code }) => code))].join(", ");
    return told(1 - lost, found.length === 0 ? "none found" : `found: ${names}`);
  }
  const value = figureOf(rule, judgement);
  if (value === null) return told(0, "not measured");
  return told((value - rule.from) / (rule.to - rule.from), `${rule.figure} on the answers`);
}

function figureOf(
  { figure, use }: Extract<Rule, { kind: "figure" }>,
  judgement: TeamReview["judgement"],
): number | null {
  if (judgement === null) return null;
  const { auc, tpr } = judgement;
  const point = tpr.find(({ maxFpr }) => figure === `tpr@${maxFpr}`);
  if (figure === "auc") return use === "low" ? (auc.interval?.[0] ?? null) : auc.auc;
  if (point === undefined) return null;
  return use === "low" ? (point.interval?.[0] ?? null) : point.tpr;
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
