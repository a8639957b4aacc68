import type { Gap } from "../answers/simulateHoldout";
import type { CheckedClaim } from "../claims/checkClaims";
import type { AlikeCode } from "../class/code/alikeCode";
import type { PairedDifference } from "../class/rankTeams";
import type { ClassReview } from "../class/reviewClass";
import { counted } from "../counted";
import type { NotebookReview } from "../notebook/reviewNotebook";
import type { TeamReview } from "../review";

/**
 * A rate as people read it, with its 95 % interval where there is one.
 *
 * @example
 * rateText(0.145, [0.134, 0.157]); // "0.1450 [0.1340, 0.1570]"
 */
export function rateText(value: number, interval: readonly [number, number] | null): string {
  const range = interval === null ? "" : ` [${interval.map((end) => end.toFixed(4)).join(", ")}]`;
  return `${value.toFixed(4)}${range}`;
}

/**
 * A difference with its sign and its 95 % interval.
 *
 * @example
 * differenceText({ difference: 0.01, interval: [-0.002, 0.022] }); // "+0.0100 [-0.0020, +0.0220]"
 */
export function differenceText({ difference, interval }: PairedDifference): string {
  const range = interval === null ? "" : ` [${interval.map(signed).join(", ")}]`;
  return `${signed(difference)}${range}`;
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(4)}`;
}

/**
 * How far a leaderboard figure can be from the final one.
 *
 * @example
 * gapText("AUC", gap); // "AUC between -0.0120 and +0.0119"
 */
export function gapText(name: string, gap: Gap | null): string {
  if (gap === null) return `${name} not measurable`;
  const [low, high] = gap.interval;
  return `${name} between ${signed(low)} and ${signed(high)}`;
}

/**
 * What was compared in a class, in a sentence.
 *
 * @example
 * comparedText(review.class); // "4 submissions on 20000 rows, 2000 bootstrap replicates"
 */
export function comparedText({ compared, left, rows, bootstrapReplicates, leads }: ClassReview) {
  const out = left.length === 0 ? "" : `; not comparable: ${left.join(", ")}`;
  const how = leads.length === 0 ? "" : `, ${bootstrapReplicates} bootstrap replicates`;
  const by = leads.length === 0 ? "" : ", ranked by TPR at FPR <= .05";
  return `${compared.length} submissions on ${rows} rows${by}${how}${out}`;
}

/**
 * Claims to be told one by one, and those that cannot be checked counted by reason. Of a file that
 * no stated statistics fit, the single statistics of each model say nothing more.
 *
 * @example
 * claimGroups(team.claims).unchecked; // [{ reason: "needs answers for every row", count: 4 }]
 */
export function claimGroups(claims: readonly CheckedClaim[]) {
  const counts = new Map<string, number>();
  const isOf = ({ source, model }: CheckedClaim) => JSON.stringify([source, model]);
  const fitting = new Set(
    claims
      .filter(
        ({ on, quantity, status }) =>
          on === "submission" && quantity !== "rows" && status === "equal",
      )
      .map(isOf),
  );
  for (const claim of claims) {
    if (claim.on === "submission" && claim.status === "outside") fitting.delete(isOf(claim));
  }
  const checked = claims.filter((claim) => {
    if (claim.status === "not checkable") {
      counts.set(claim.reason, (counts.get(claim.reason) ?? 0) + 1);
      return false;
    }
    return claim.on !== "submission" || fitting.has(isOf(claim));
  });
  return { checked, unchecked: [...counts].map(([reason, count]) => ({ reason, count })) };
}

/**
 * What a notebook, a script or another file is, and how long.
 *
 * @example
 * sizeText(review.notebooks[0]); // "python notebook, 14 cells"
 */
export function sizeText({
  kind,
  language,
  cells,
}: Pick<NotebookReview, "kind" | "language" | "cells">): string {
  if (kind === "file") return "searched for secrets";
  const parts = kind === "script" ? "statement" : "cell";
  return `${language ?? "no"} ${kind}, ${counted(cells, parts)}`;
}

/**
 * Who is in a tier, in a sentence.
 *
 * @example
 * tierText(["a", "b"]); // "a; not shown to be behind it: b"
 */
export function tierText([first, ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first}; not shown to be behind it: ${others.join(", ")}`;
}

/**
 * How the submissions of a class stand.
 *
 * @example
 * tallyText(review.submissions); // "51 accepted, 8 rejected, 1 unreadable"
 */
export function tallyText(submissions: readonly Pick<TeamReview, "verdict">[]): string {
  return (["accepted", "rejected", "unreadable"] as const)
    .map(
      (verdict) => [submissions.filter((one) => one.verdict === verdict).length, verdict] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict}`)
    .join(", ");
}

/**
 * How much code two teams have in common, in a sentence that judges nothing.
 *
 * @example
 * alikeText({ teams: ["a", "b"], share: 0.6, runs: 41 }); // "a and b, 60 % of the shorter one's runs of tokens (41)"
 */
export function alikeText({ teams, share, runs }: AlikeCode): string {
  return `${teams.join(" and ")}, ${Math.round(100 * share)} % of the shorter one's runs of tokens (${runs})`;
}
