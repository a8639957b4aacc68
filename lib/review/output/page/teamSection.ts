import { visible } from "../../../files";
import {
  classAuc,
  type Figure,
  memberHistogram,
  rocLogLog,
  scoreHistogram,
} from "../../../report/figures";
import { type Table, toHtml } from "../../../report/tables";
import type { Judgement } from "../../answers/judge";
import type { Answers } from "../../answers/readAnswerRows";
import { describeClaim } from "../../claims/claim";
import { fits } from "../../claims/matchModels";
import type { TeamReview } from "../../review";
import { claimGroups, gapText, rateText } from "../words";
import { figureHtml, findingsHtml, safe, verdictHtml } from "./elements";
import { shownBy } from "./shownBy";

/**
 * Everything about one submission.
 *
 * @param id of the section, for links
 * @param scores on the rows of the answers, or all of the file's; null where some are missing
 * @example
 * await teamSection(review.submissions[0], { id: "team-1", scores, answers: null });
 */
export async function teamSection(
  review: TeamReview,
  { id, scores, answers }: { id: string; scores: Float64Array | null; answers: Answers | null },
): Promise<string> {
  const { team, verdict, judgement } = review;
  const found = `${id}-findings`;
  const whole = judgement
    ? { id: `${id}-measured`, text: "Measured on the answers" }
    : { id: found, text: "Findings" };
  const drawn = await Promise.all(
    figuresOf(review, scores, answers).map(([kind, figure]) =>
      figureHtml(figure, shownBy(kind, review.findings, found, whole)),
    ),
  );
  return `<section id="${id}">
<h2>${safe(team)} ${verdictHtml(verdict)}</h2>
<p>${safe(factsOf(review))}</p>
<h3>Findings</h3>
${findingsHtml(review.findings, "lines", found)}
${judgement ? judgementHtml(judgement, whole.id) : ""}
${drawn.length > 0 ? `<div class="figures">${drawn.join("\n")}</div>` : ""}
${claimsHtml(review)}
</section>`;
}

/**
 * What a file holds, in two sentences.
 *
 * @example
 * factsOf(review); // "2000 rows, 1873 distinct scores, range ..."
 */
export function factsOf(
  facts: Pick<TeamReview, "rows" | "distinct" | "statistics" | "sha256">,
): string {
  const { rows, distinct, statistics, sha256 } = facts;
  const hash = sha256 === null ? "" : ` SHA-256 ${sha256}.`;
  if (statistics === null) return `${rows} rows, no readable score.${hash}`;
  const { min, max, mean, std } = statistics;
  const [low, high, centre, spread] = [min, max, mean, std].map((value) => value.toFixed(4));
  return `${rows} rows, ${distinct} distinct scores, range [${low}, ${high}], mean ${centre}, std ${spread}.${hash}`;
}

function judgementHtml(judgement: Judgement, id: string): string {
  const { auc, tpr, holdout, rows, members, bootstrapReplicates, exposed } = judgement;
  const results: Table = {
    columns: ["Measure", "Value [95 %]", "FPR reached", "Lift", "Advantage"].map((title) => ({
      title,
    })),
    rows: [
      ["AUC", rateText(auc.auc, auc.interval), null, null, null],
      ...tpr.map(({ maxFpr, tpr, interval, fpr, lift, advantage, note }) => {
        const why = interval === null && note !== null ? ` (${note})` : "";
        return [`TPR at FPR ≤ ${maxFpr}`, `${rateText(tpr, interval)}${why}`, fpr, lift, advantage];
      }),
    ],
    caption: `${rows} rows, ${members} members. AUC by DeLong, TPR by ${bootstrapReplicates} bootstrap replicates.`,
    label: "",
  };
  const top: Table = {
    columns: ["Rank", "Id", "Score", "Member", "p-value"].map((title) => ({ title })),
    rows: exposed.map(({ rank, id, score, member, pValue }) => [
      String(rank),
      visible(id),
      score.toFixed(4),
      member ? "yes" : "no",
      pValue.toPrecision(2),
    ]),
    caption: `The ${exposed.length} most exposed rows; p-value: share of non-members that score at least as high.`,
    label: "",
  };
  return `<h3 id="${id}">Measured on the answers</h3>
${toHtml(results)}
<p>A leaderboard on ${Math.round(100 * holdout.share)} % of the rows lies from the final figure on the rest, in 95 % of ${holdout.splits} simulated splits: ${safe(gapText("AUC", holdout.auc))}, ${safe(gapText("TPR at FPR ≤ 0.05", holdout.tpr))}.</p>
<details><summary>The most exposed rows</summary>${toHtml(top)}</details>`;
}

function figuresOf(
  { team, judgement }: TeamReview,
  scores: Float64Array | null,
  answers: Answers | null,
): [Parameters<typeof shownBy>[0], Figure][] {
  if (scores === null) return [];
  const split = `rows of ${visible(team)}`;
  if (answers === null || judgement === null)
    return [["scores", scoreHistogram(scores, { split })]];
  const { membership } = answers;
  const classes = (judgement.classes ?? []).map(({ auc, interval, ...one }) =>
    auc === null ? one : { ...one, value: auc, low: interval?.[0], high: interval?.[1] },
  );
  const threshold = judgement.tpr[0].threshold ?? undefined;
  return [
    ["roc", rocLogLog({ curves: [{ name: visible(team), membership, scores }] }, { split })],
    [
      "scores",
      memberHistogram({ membership, values: scores }, { valueName: "Score", threshold, split }),
    ],
    ...(classes.length > 1
      ? ([["classes", classAuc(classes, { split })]] as ["classes", Figure][])
      : []),
  ];
}

function claimsHtml({ claims, matches, team }: TeamReview): string {
  if (claims.length === 0) return "";
  const { checked, unchecked } = claimGroups(claims);
  const table: Table = {
    columns: ["Stands", "Source", "Claim", "Why"].map((title) => ({ title })),
    rows: checked.map((claim) =>
      [claim.status, claim.source, describeClaim(claim), claim.reason].map(visible),
    ),
    caption: "Claims that could be checked.",
    label: "",
  };
  const found = matches
    .filter(fits)
    .map(
      ({ source, model, stated }) =>
        `<p>The ${stated} score statistics that ${safe(source)} states for ${safe(model ?? "its model")} are those of ${safe(team)}.</p>`,
    );
  const rest = unchecked.map(({ reason, count }) => `<li>${count}: ${safe(reason)}</li>`);
  return `<h3>Claims</h3>
${found.join("\n")}
${checked.length > 0 ? toHtml(table) : ""}
${rest.length > 0 ? `<p>Not checkable:</p><ul>${rest.join("")}</ul>` : ""}`;
}
